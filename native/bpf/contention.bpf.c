// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * Who waits for one mutex, who owns it meanwhile, and who lets it go.
 *
 * kernel/locking/mutex.c, __mutex_lock_common():
 *
 *   contention_begin(SPIN|MUTEX)   try, then spin while the owner runs
 *   contention_begin(MUTEX)        in the wait list from here on: MUTEX_FLAG_WAITERS is set, the fast
 *                                  path is shut, so every acquisition but mutex_trylock() shows
 *   ... both again at each wake-up of the first in the list ...
 *   contention_end(ret)
 *
 * __mutex_unlock_slowpath() clears the owner (or hands over to the first waiter) and then wakes the
 * first waiter: sched_waking runs in the thread that released. From Linux 7.2 on contended_release says so itself.
 *
 * switch.h reports when the owner leaves its CPU, and why; and who owns the mutex at each switch while a wait is open.
 * functions.h adds what the tracepoints do not show, where the kernel lets functions be traced;
 * sample.h only looks.
 */
#include "kernel.h"
#include "owner.h"
#include "record.h"
#include "ring.h"
#include "thread.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

/* All of .rodata, set before loading. */
const volatile struct {
	__u64 mutex;
	__u64 take_stacks; /* a STACKS_* */
	__u64 process;     /* ours: tgid as the initial PID namespace counts */
} settings = {};

/* What our own threads do we know, but for why they sleep. */
#define STACKS_OF_OTHERS 1
#define STACKS_OF_ALL 2

#define MAX_STACKS 16384
#define MAX_STACK_DEPTH 32

struct {
	__uint(type, BPF_MAP_TYPE_STACK_TRACE);
	__uint(max_entries, MAX_STACKS);
	__uint(key_size, sizeof(__u32));
	__uint(value_size, MAX_STACK_DEPTH * sizeof(__u64));
} stacks SEC(".maps");

/*
 * Threads in the wait list; while 0, a wake-up anywhere in the system costs one load, and nobody
 * needs to know who will wake them. In .data, so that .bss holds nothing but what user space reads.
 */
__u64 queued_threads SEC(".data") = 0;

/*
 * Waits that are open, spinners' too: while 0, a switch does not look at the owner. Each is counted in one place: by
 * the CPU that its thread spins on (struct here), or by the thread, which lost its CPU as it spun or is in the list.
 */
__u64 open_waits SEC(".data") = 0;

/* Threads that lost their CPU as they spun, and have not come to the list since. */
__u64 preempted_spinners SEC(".data") = 0;

static __always_inline void tell(__u64 now, __u32 tid, enum record_kind kind, __u16 looks, __s32 value,
				 __s32 stack)
{
	struct lock_record *record = room_for(sizeof(*record), now);
	if (!record)
		return;
	record->head = (struct record_head){.time_ns = now, .thread = tid, .kind = kind, .looks = looks};
	record->value = value;
	record->stack = stack;
	bpf_ringbuf_submit(record, BPF_RB_NO_WAKEUP);
}

static __always_inline __s32 stack_id(void *context)
{
	if (!settings.take_stacks ||
	    (settings.take_stacks == STACKS_OF_OTHERS &&
	     bpf_get_current_pid_tgid() >> 32 == settings.process))
		return -1;
	return bpf_get_stackid(context, &stacks, 0);
}

/* Both return how many open waits were counted there and are to be counted elsewhere, or no longer. */
static __always_inline int stop_spinning(struct here *here)
{
	int counted = here->spinner != 0;
	here->spinner = 0;
	return counted;
}

static __always_inline int stop_being_counted(struct thread *thread)
{
	if (!thread->preempted)
		return 0;
	thread->preempted = 0;
	__sync_fetch_and_add(&preempted_spinners, -1);
	return 1;
}

static __always_inline int owned_by_current(void)
{
	return owner_task(owner_word(settings.mutex)) == (struct task_struct *)bpf_get_current_task();
}

#include "switch.h"

SEC("tp_btf/contention_begin")
int BPF_PROG(contention_begin, void *lock, unsigned int flags)
{
	if ((__u64)lock != settings.mutex)
		return 0;
	struct here *here = this_cpu();
	if (!here)
		return 0;
	struct task_struct *owner;
	unsigned long word;
	__u64 now;
	int steady = steady_owner(settings.mutex, &owner, &word, &now);
	__u32 tid = bpf_get_current_pid_tgid();
	__s32 stack = -1;

	if (flags & LCB_F_SPIN) {
		if (!here->spinner)
			__sync_fetch_and_add(&open_waits, 1);
		here->spinner = tid;
		know_current(here, tid, now);
	} else {
		struct thread *me = meet_current(tid, now);
		int counted = stop_spinning(here) + (me ? stop_being_counted(me) : 0);
		if (me && !me->queued) {
			me->queued = 1;
			__sync_fetch_and_add(&queued_threads, 1);
			stack = stack_id(ctx); /* once a wait, and none for those that only spin */
			counted--;
		}
		if (counted)
			__sync_fetch_and_add(&open_waits, -counted);
	}

	__u32 owner_tid = steady ? meet_owner(here, owner, now) : 0;
	struct thread *holder =
		queued_threads && owner_tid ? bpf_map_lookup_elem(&threads, &owner_tid) : NULL;
	if (holder)
		set(&holder->owner, 1);
	tell(now, tid, RECORD_WAIT_BEGIN, flags | (word & MUTEX_FLAGS) << 8,
	     steady ? (__s32)owner_tid : OWNER_CHANGING, stack);
	return 0;
}

/* @remember: that this acquisition has been told, for functions.h */
static __always_inline int end_wait(void *lock, int ret, int remember)
{
	if ((__u64)lock != settings.mutex)
		return 0;
	__u64 now = bpf_ktime_get_ns();
	__u32 tid = bpf_get_current_pid_tgid();

	/* Whoever was away with the mutex has come back, though that may not have shown. */
	if (absent_owner && ret == 0)
		absent_owner = 0;

	struct here *here = this_cpu();
	int counted = here && here->spinner == tid ? stop_spinning(here) : 0;

	/* It holds the mutex, and the others wait: what need not be done is not. */
	if (queued_threads || preempted_spinners || remember) {
		struct thread *me = bpf_map_lookup_elem(&threads, &tid);
		if (me)
			set(&me->owner, ret == 0);
		if (me && remember)
			set(&me->told, ret == 0);
		if (me)
			counted += stop_being_counted(me);
		if (me && me->queued) {
			me->queued = 0;
			__sync_fetch_and_add(&queued_threads, -1);
			counted++;
		}
	}
	if (counted)
		__sync_fetch_and_add(&open_waits, -counted);
	tell(now, tid, RECORD_WAIT_END, 0, ret, -1);
	return 0;
}

SEC("tp_btf/contention_end")
int BPF_PROG(contention_end, void *lock, int ret)
{
	return end_wait(lock, ret, 0);
}

/* Evidence of a release: a thread that owned the mutex, and does no more, wakes one that is queued. */
SEC("tp_btf/sched_waking")
int BPF_PROG(sched_waking, struct task_struct *woken)
{
	tell_woken(woken);
	if (!queued_threads)
		return 0;
	__u32 woken_tid = woken->pid;
	struct thread *waiter = bpf_map_lookup_elem(&threads, &woken_tid);
	if (!waiter || !waiter->queued)
		return 0;
	__u64 now = bpf_ktime_get_ns();
	__u32 tid = bpf_get_current_pid_tgid();
	struct thread *me = bpf_map_lookup_elem(&threads, &tid);
	if (!me || !me->owner)
		return 0;
	if (owned_by_current())
		return 0;
	me->owner = 0;
	tell(now, tid, RECORD_RELEASED, 0, 0, stack_id(ctx));
	return 0;
}

/*
 * The same where the kernel tells it (Linux 7.2), also if the one to wake runs already. Just before a handoff, though,
 * while the mutex is still owned: that release its wake-up tells.
 */
SEC("?tp_btf/contended_release")
int BPF_PROG(contended_release, void *lock)
{
	if ((__u64)lock != settings.mutex || owned_by_current())
		return 0;
	__u64 now = bpf_ktime_get_ns();
	__u32 tid = bpf_get_current_pid_tgid();
	struct thread *me = meet_current(tid, now);
	if (me)
		set(&me->owner, 0);
	tell(now, tid, RECORD_RELEASED, 0, 0, stack_id(ctx));
	return 0;
}

#include "functions.h"
#include "sample.h"
