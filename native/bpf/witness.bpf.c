// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * Which mutexes the threads of one process find taken, and by whom: enough to learn the address of a
 * mutex that /proc/kallsyms does not show. See io.rtnlab.probes.address.
 */
#include "kernel.h"
#include "record.h"
#include "ring.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

/* All of .rodata, set before loading. */
const volatile struct {
	__u64 process; /* tgid as the initial PID namespace counts */
} settings = {};

SEC("tp_btf/contention_begin")
int BPF_PROG(witness, struct mutex *lock, unsigned int flags)
{
	__u64 pid_tgid = bpf_get_current_pid_tgid();
	if (!(flags & LCB_F_MUTEX) || pid_tgid >> 32 != settings.process)
		return 0;
	__u64 now = bpf_ktime_get_ns();
	unsigned long word = BPF_CORE_READ(lock, owner.counter);
	struct task_struct *owner = (struct task_struct *)(word & ~MUTEX_FLAGS);

	struct witness_record *record = room_for(sizeof(*record), now);
	if (!record)
		return 0;
	record->head = (struct record_head){
		.time_ns = now,
		.thread = (__u32)pid_tgid,
		.kind = RECORD_WITNESS,
		.looks = flags | (word & MUTEX_FLAGS) << 8,
	};
	record->mutex = (__u64)lock;
	record->owner = owner ? BPF_CORE_READ(owner, pid) : 0;
	record->unused = 0;
	bpf_ringbuf_submit(record, BPF_RB_NO_WAKEUP);
	return 0;
}
