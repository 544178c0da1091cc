/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The ring buffers to user space, and the honest count of what did not fit into them. Each CPU has one of its own: in
 * a common one the CPUs would wait for each other, at the very moment that is measured. User space polls, so records
 * are submitted without a wake-up.
 */
#ifndef RTNLAB_RING_H
#define RTNLAB_RING_H

#include "kernel.h"
#include "record.h"

struct ring {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 64 << 10); /* a stand-in's; user space makes the real ones */
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS);
	__uint(max_entries, 1); /* CPUs; set anew before loading */
	__type(key, __u32);
	__array(values, struct ring);
} rings SEC(".maps");

/* Failed reservations of one CPU; user space maps them. */
struct losses {
	__u64 total; /* since loading */
	__u64 unreported; /* not yet in a RECORD_LOST; the reporter takes them by an atomic exchange */
	__u64 since_ns; /* when the first unreported one was lost */
	__u64 unused[5]; /* no two CPUs write the same cache line */
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(map_flags, BPF_F_MMAPABLE);
	__uint(max_entries, 1); /* CPUs; set anew before loading */
	__type(key, __u32);
	__type(value, struct losses);
} lost SEC(".maps");

static __always_inline void count_lost(struct losses *local, __u64 now)
{
	__sync_fetch_and_add(&local->total, 1);
	if (__sync_fetch_and_add(&local->unreported, 1) == 0)
		local->since_ns = now;
}

/* Puts the loss where it happened: before the CPU's first record that fits again. */
static __always_inline void emit_lost(void *ring, struct losses *local, __u64 now)
{
	struct lost_record *record = bpf_ringbuf_reserve(ring, sizeof(*record), 0);
	if (!record)
		return;
	record->head = (struct record_head){.time_ns = local->since_ns, .kind = RECORD_LOST};
	record->until_ns = now;
	record->count = __sync_lock_test_and_set(&local->unreported, 0);
	bpf_ringbuf_submit(record, BPF_RB_NO_WAKEUP);
}

/* Room for a record of this CPU; NULL where there is none, which is counted. */
static __always_inline void *room_for(__u64 bytes, __u64 now)
{
	__u32 cpu = bpf_get_smp_processor_id();
	struct losses *local = bpf_map_lookup_elem(&lost, &cpu);
	void *ring = bpf_map_lookup_elem(&rings, &cpu);
	if (!local)
		return NULL;
	if (!ring) {
		count_lost(local, now);
		return NULL;
	}
	if (local->unreported)
		emit_lost(ring, local, now);
	void *record = bpf_ringbuf_reserve(ring, bytes, 0);
	if (!record)
		count_lost(local, now);
	return record;
}

#endif
