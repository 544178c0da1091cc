/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The ring buffer to user space, and the honest count of what did not fit into it. User space polls,
 * so records are submitted without waking anybody.
 */
#ifndef RTNLAB_RING_H
#define RTNLAB_RING_H

#include "kernel.h"
#include "record.h"

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 8 << 20); /* bytes; set anew before loading */
} ring SEC(".maps");

/* All of .bss, which user space maps: failed reservations. */
struct {
	__u64 total; /* since loading */
	__u64 untold; /* not yet in a RECORD_LOST; whoever tells takes them by an atomic exchange */
	__u64 since_ns; /* when the first untold one was lost, or earlier */
} lost = {};

static __always_inline void count_lost(__u64 now)
{
	__sync_fetch_and_add(&lost.total, 1);
	if (__sync_fetch_and_add(&lost.untold, 1) == 0)
		lost.since_ns = now;
}

/* Puts the loss where it happened: before the first record that fits again. */
static __always_inline void tell_lost(__u64 now)
{
	if (!lost.untold)
		return;
	struct lost_record *record = bpf_ringbuf_reserve(&ring, sizeof(*record), 0);
	if (!record)
		return;
	record->head = (struct record_head){.time_ns = lost.since_ns, .kind = RECORD_LOST};
	record->until_ns = now;
	record->count = __sync_lock_test_and_set(&lost.untold, 0);
	bpf_ringbuf_submit(record, BPF_RB_NO_WAKEUP);
}

#endif
