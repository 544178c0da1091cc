/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Why a hold is long: its owner leaves its CPU, to sleep (mostly for RCU) or because others want it.
 * An owner that is off its CPU cannot release, so these records also prove its hold.
 *
 * Why a wait is long, too: a thread that spins for the mutex can be preempted before it enters the wait list. It
 * cannot acquire the mutex until it runs again, which its next event shows.
 *
 * Our own threads are reported, too, where they sleep in the kernel for anything but the mutex: for RCU
 * before the hold, or in netdev_run_todo() after it. Interruptible sleeps (futex, poll) say nothing.
 */

/* include/linux/sched.h */
#define TASK_UNINTERRUPTIBLE 0x2

/* The owner that a record reported as off its CPU; 0: none. */
__u32 absent_owner SEC(".data") = 0;

static __always_inline int spun_here(__u32 tid)
{
	struct cpu_state *local = this_cpu();
	if (!local || !local->spinner || local->spinner != tid) /* the idle task is 0, like no thread */
		return 0;
	local->spinner = 0;
	return 1;
}

/* The wait goes on without a CPU: from now on the thread itself is counted. */
static __always_inline void count_preempted(__u32 tid)
{
	struct thread *me = bpf_map_lookup_elem(&threads, &tid);
	if (me && !me->queued && !me->preempted) {
		me->preempted = 1;
		__sync_fetch_and_add(&preempted_spinners, 1);
	} else {
		__sync_fetch_and_add(&open_waits, -1);
	}
}

/* One of our threads that a record reported as asleep. */
static __always_inline struct thread *our_sleeper(struct task_struct *task)
{
	if (!is_ours(task))
		return NULL;
	__u32 tid = task->pid;
	struct thread *known = bpf_map_lookup_elem(&threads, &tid);
	return known && known->asleep ? known : NULL;
}

static __always_inline void emit_wakeup(struct task_struct *woken)
{
	__u32 tid = woken->pid;
	if ((absent_owner && tid == absent_owner) || our_sleeper(woken))
		emit_event(bpf_ktime_get_ns(), tid, RECORD_WOKEN, 0, 0, -1);
}

/*
 * A missing record proves nothing: some kernels do not report every switch away from certain tasks. So the record
 * says whether the thread still owns the mutex: then it was off its CPU all the time.
 */
static __always_inline void emit_switch_in(struct task_struct *next)
{
	__u32 tid = next->pid;
	__s32 holding = 0;
	if (absent_owner && tid == absent_owner) {
		absent_owner = 0;
		holding = owner_task(owner_word(settings.mutex)) == next ? ON_CPU_HOLDING : 0;
	} else {
		struct thread *sleeper = our_sleeper(next);
		if (!sleeper)
			return;
		sleeper->asleep = 0;
	}
	emit_event(bpf_ktime_get_ns(), tid, RECORD_ON_CPU, 0, holding, -1);
}

/* Returns whether the record names the mutex's owner. */
static __always_inline int emit_switch_out(void *context, struct task_struct *prev, __u32 state,
				     struct task_struct *owner)
{
	__u32 tid = prev->pid;
	if (owner == prev) {
		__u64 now = bpf_ktime_get_ns();
		thread_lookup_or_init(prev, tid, now);
		absent_owner = tid;
		emit_event(now, tid, RECORD_OFF_CPU, 0, state ? OFF_CPU_HOLDING | OFF_CPU_ASLEEP : OFF_CPU_HOLDING,
		     state && settings.take_stacks ? bpf_get_stackid(context, &stacks, 0) : -1);
		return 1;
	}
	if (!state && spun_here(tid)) {
		count_preempted(tid);
		emit_event(bpf_ktime_get_ns(), tid, RECORD_OFF_CPU, 0, 0, -1);
	}
	if (!(state & TASK_UNINTERRUPTIBLE) || !is_ours(prev))
		return 0;
	__u64 now = bpf_ktime_get_ns();
	struct thread *me = thread_lookup_or_init(prev, tid, now);
	if (!me || me->queued)
		return 0;
	me->asleep = 1;
	emit_event(now, tid, RECORD_OFF_CPU, 0, OFF_CPU_ASLEEP,
	     settings.take_stacks ? bpf_get_stackid(context, &stacks, 0) : -1);
	return 0;
}

/* The last owner that a switch reported, on any CPU, and when. */
struct reported {
	__u64 owner;
	__u64 time_ns;
};
struct reported last_reported SEC(".data") = {};

/* The same owner again is not reported sooner: on many CPUs there may be a million switches a second. */
#define SAME_OWNER_NS 10000

/* Samples the owner at a switch that happens anyway: this bounds when, between two other events, the release was. */
static __always_inline void emit_owner(struct task_struct *before)
{
	__u64 now = bpf_ktime_get_ns();
	unsigned long word = owner_word(settings.mutex);
	struct task_struct *owner = owner_task(word);
	if (owner != before)
		return; /* it changes hands just now, which other events show */
	if (last_reported.owner == (__u64)owner && now - last_reported.time_ns < SAME_OWNER_NS)
		return;
	struct cpu_state *local = this_cpu();
	if (!local)
		return;
	last_reported.owner = (__u64)owner;
	last_reported.time_ns = now;
	__u32 tid = lookup_owner(local, owner, now);
	emit_event(now, 0, RECORD_OWNER_SEEN, (word & MUTEX_FLAGS) << 8, tid, -1);
	look_behind(owner, tid, now);
}

SEC("tp_btf/sched_switch")
int BPF_PROG(sched_switch, _Bool preempt, struct task_struct *prev, struct task_struct *next,
	     unsigned int prev_state)
{
	struct task_struct *owner = owner_task(owner_word(settings.mutex));

	emit_switch_in(next);
	if (!emit_switch_out(ctx, prev, preempt ? 0 : prev_state, owner) && open_waits)
		emit_owner(owner);
	return 0;
}
