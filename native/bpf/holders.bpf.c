// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * Where the owner of one mutex spends its time on a CPU while others wait: a kernel stack at each tick of the CPU's
 * clock that finds the owner running and a waiter. A tick costs a load and a comparison otherwise.
 *
 * kernel/locking/mutex.c: MUTEX_FLAG_WAITERS is set while any thread is in the wait list; one that spins before it gets
 * there shows in mutex.osq (CONFIG_MUTEX_SPIN_ON_OWNER).
 */
#include "kernel.h"
#include "owner.h"
#include "record.h"
#include "ring.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

/* All of .rodata, set before loading. */
const volatile struct {
	__u64 mutex;
} settings = {};

/* The reader is io.rtnlab.probes.bpf.HolderSampler. */
#define RECORD_HOLDER_SAMPLED 65

#define MAX_STACKS 16384
#define MAX_STACK_DEPTH 32

struct {
	__uint(type, BPF_MAP_TYPE_STACK_TRACE);
	__uint(max_entries, MAX_STACKS);
	__uint(key_size, sizeof(__u32));
	__uint(value_size, MAX_STACK_DEPTH * sizeof(__u64));
} stacks SEC(".maps");

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

typedef struct {
	int counter;
} atomic_t;

struct optimistic_spin_queue {
	atomic_t tail;
};

/* The flavour with a spinners' queue: what follows ___ is no part of the name in BTF. */
struct mutex___spinning {
	struct optimistic_spin_queue osq;
};

#pragma clang attribute pop

static __always_inline int has_waiter(unsigned long word)
{
	struct mutex___spinning *mutex = (struct mutex___spinning *)settings.mutex;
	if (word & MUTEX_FLAG_WAITERS)
		return 1;
	return bpf_core_field_exists(mutex->osq) && BPF_CORE_READ(mutex, osq.tail.counter) != 0;
}

SEC("perf_event")
int holder(struct bpf_perf_event_data *context)
{
	unsigned long word = owner_word(settings.mutex);
	struct task_struct *current = (struct task_struct *)bpf_get_current_task();
	if (!word || owner_task(word) != current || !has_waiter(word))
		return 0;
	__u64 now = bpf_ktime_get_ns();
	struct lock_record *record = room_for(sizeof(*record), now);
	if (!record)
		return 0;
	record->head = (struct record_head){.time_ns = now, .kind = RECORD_HOLDER_SAMPLED};
	record->head.thread = bpf_get_current_pid_tgid();
	record->value = bpf_get_current_pid_tgid() >> 32;
	record->stack = bpf_get_stackid(context, &stacks, 0);
	bpf_ringbuf_submit(record, BPF_RB_NO_WAKEUP);
	return 0;
}
