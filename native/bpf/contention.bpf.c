// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * Who waits for one mutex, who owns it meanwhile, and who lets it go.
 *
 * kernel/locking/mutex.c, __mutex_lock_common():
 *
 *   contention_begin(SPIN|MUTEX)   try, then spin while the owner runs
 *   contention_begin(MUTEX)        in the wait list from here on: MUTEX_FLAG_WAITERS is set, the fast
 *                                  path is closed, so every acquisition but mutex_trylock() shows
 *   ... both again at each wake-up of the first in the list ...
 *   contention_end(ret)
 *
 * __mutex_unlock_slowpath() clears the owner (or hands over to the first waiter) and then wakes the
 * first waiter: sched_waking runs in the thread that released. From Linux 7.2 on contended_release says so itself.
 *
 * other.h reports for which other lock the owner waits, and because of whom; reclaim.h when it frees memory.
 * switch.h reports when the owner leaves its CPU, and why; and who owns the mutex at each switch while a wait is open.
 * functions.h adds what the tracepoints do not show, where the kernel lets functions be traced;
 * sample.h samples the owner at regular times.
 */
#include "kernel.h"
#include "owner.h"
#include "record.h"
#include "ring.h"
#include "thread.h"
#include "wanted.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

/* All of .rodata, set before loading. */
const volatile struct {
	__u64 mutex;
	__u64 take_stacks; /* a STACKS_* */
	__u64 process;     /* ours: tgid as the initial PID namespace counts */
} settings = {};

/* Our own threads: user space knows what they do, except why they sleep. */
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
 * Threads in the wait list; while 0, a wake-up anywhere in the system costs one load, and its waker
 * does not matter. In .data, so that .bss holds nothing but what user space reads.
 */
__u64 queued_threads SEC(".data") = 0;

/*
 * Waits that are open, spinners' too: while 0, a switch does not read the owner. Each is counted in one place: by
 * the CPU that its thread spins on (struct cpu_state), or by the thread, which lost its CPU as it spun or is in the list.
 */
__u64 open_waits SEC(".data") = 0;

/* Threads that lost their CPU as they spun, and have not come to the list since. */
__u64 preempted_spinners SEC(".data") = 0;

static __always_inline void emit_event(__u64 now, __u32 tid, enum record_kind kind, __u16 looks, __s32 value,
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
static __always_inline int stop_spinning(struct cpu_state *local)
{
	int counted = local->spinner != 0;
	local->spinner = 0;
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

#include "other.h"
#include "reclaim.h"
#include "switch.h"

SEC("tp_btf/contention_begin")
int BPF_PROG(contention_begin, void *lock, unsigned int flags)
{
	if ((__u64)lock != settings.mutex)
		return begin_other(ctx, (__u64)lock, flags);
	struct cpu_state *local = this_cpu();
	if (!local)
		return 0;
	struct task_struct *owner;
	unsigned long word;
	__u64 now;
	int steady = steady_owner(settings.mutex, &owner, &word, &now);
	__u32 tid = bpf_get_current_pid_tgid();
	__s32 stack = -1;

	if (flags & LCB_F_SPIN) {
		if (!local->spinner)
			__sync_fetch_and_add(&open_waits, 1);
		local->spinner = tid;
		announce_current(local, tid, now);
	} else {
		struct thread *me = lookup_current(tid, now);
		int counted = stop_spinning(local) + (me ? stop_being_counted(me) : 0);
		if (me && !me->queued) {
			me->queued = 1;
			__sync_fetch_and_add(&queued_threads, 1);
			stack = stack_id(ctx); /* once a wait, and none for those that only spin */
			counted--;
		}
		if (counted)
			__sync_fetch_and_add(&open_waits, -counted);
	}

	__u32 owner_tid = steady ? lookup_owner(local, owner, now) : 0;
	struct thread *holder =
		queued_threads && owner_tid ? bpf_map_lookup_elem(&threads, &owner_tid) : NULL;
	if (holder)
		set(&holder->owner, 1);
	emit_event(now, tid, RECORD_WAIT_BEGIN, flags | (word & MUTEX_FLAGS) << 8,
	     steady ? (__s32)owner_tid : OWNER_CHANGING, stack);
	look_behind(owner, owner_tid, now);
	return 0;
}

/* @report_once: note that this acquisition is reported, so that functions.h does not report it again */
static __always_inline int end_wait(void *lock, int ret, int report_once)
{
	if ((__u64)lock != settings.mutex)
		return end_other((__u64)lock, ret);
	__u64 now = bpf_ktime_get_ns();
	__u32 tid = bpf_get_current_pid_tgid();

	/* An absent owner must have run again to release, though no record may show it. */
	if (absent_owner && ret == 0)
		absent_owner = 0;

	struct cpu_state *local = this_cpu();
	int counted = local && local->spinner == tid ? stop_spinning(local) : 0;

	/* The thread holds the mutex and others wait: skip what is not needed. */
	if (queued_threads || preempted_spinners || report_once) {
		struct thread *me = bpf_map_lookup_elem(&threads, &tid);
		if (me)
			set(&me->owner, ret == 0);
		if (me && report_once)
			set(&me->reported, ret == 0);
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
	emit_event(now, tid, RECORD_WAIT_END, 0, ret, -1);
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
	emit_wakeup(woken);
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
	emit_event(now, tid, RECORD_RELEASED, 0, 0, stack_id(ctx));
	return 0;
}

/*
 * The same by the kernel's own tracepoint (Linux 7.2), also if the waiter to wake runs already. Before a handoff it
 * fires while the mutex is still owned: that release is reported at the wake-up.
 */
SEC("?tp_btf/contended_release")
int BPF_PROG(contended_release, void *lock)
{
	if ((__u64)lock != settings.mutex || owned_by_current())
		return 0;
	__u64 now = bpf_ktime_get_ns();
	__u32 tid = bpf_get_current_pid_tgid();
	struct thread *me = lookup_current(tid, now);
	if (me)
		set(&me->owner, 0);
	emit_event(now, tid, RECORD_RELEASED, 0, 0, stack_id(ctx));
	return 0;
}

#include "functions.h"
#include "sample.h"
