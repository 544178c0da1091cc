/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Why a hold is long: its owner leaves its CPU, to sleep (mostly for RCU) or because others want it.
 * An owner that is away cannot let go, so these are proofs of its hold besides.
 *
 * Why a wait is long, too: who spins for the mutex gives way where others want the CPU, before it stands in the wait
 * list. Nobody need care for it then, and it can take nothing until it runs again, which its next event shows.
 *
 * Our own threads are told, too, where they sleep in the kernel for anything but the mutex: for RCU
 * before the hold, or in netdev_run_todo() after it. Interruptible sleeps (futex, poll) say nothing.
 */

/* include/linux/sched.h */
#define TASK_UNINTERRUPTIBLE 0x2

/* The owner that is off its CPU and was told to be; 0: none. */
__u32 absent_owner SEC(".data") = 0;

static __always_inline int spun_here(__u32 tid)
{
	struct here *here = this_cpu();
	if (!here || !here->spinner || here->spinner != tid) /* the idle task is 0, as nobody is */
		return 0;
	here->spinner = 0;
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

static __always_inline int is_ours(struct task_struct *task)
{
	return task->tgid == settings.process;
}

/* One of ours that sleeps, and was told to. */
static __always_inline struct thread *our_sleeper(struct task_struct *task)
{
	if (!is_ours(task))
		return NULL;
	__u32 tid = task->pid;
	struct thread *known = bpf_map_lookup_elem(&threads, &tid);
	return known && known->asleep ? known : NULL;
}

static __always_inline void tell_woken(struct task_struct *woken)
{
	__u32 tid = woken->pid;
	if ((absent_owner && tid == absent_owner) || our_sleeper(woken))
		tell(bpf_ktime_get_ns(), tid, RECORD_WOKEN, 0, 0, -1);
}

/*
 * Its absence from the records says nothing: there are kernels that do not tell when a CPU turns from certain tasks
 * to another. So it is said whether the thread still owns the mutex: then it was away all the time.
 */
static __always_inline void tell_back(struct task_struct *next)
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
	tell(bpf_ktime_get_ns(), tid, RECORD_ON_CPU, 0, holding, -1);
}

/* Returns whether it told who owns the mutex. */
static __always_inline int tell_away(void *context, struct task_struct *prev, __u32 state,
				     struct task_struct *owner)
{
	__u32 tid = prev->pid;
	if (owner == prev) {
		__u64 now = bpf_ktime_get_ns();
		meet(prev, tid, now);
		absent_owner = tid;
		tell(now, tid, RECORD_OFF_CPU, 0, state ? OFF_CPU_HOLDING | OFF_CPU_ASLEEP : OFF_CPU_HOLDING,
		     state && settings.take_stacks ? bpf_get_stackid(context, &stacks, 0) : -1);
		return 1;
	}
	if (!state && spun_here(tid)) {
		count_preempted(tid);
		tell(bpf_ktime_get_ns(), tid, RECORD_OFF_CPU, 0, 0, -1);
	}
	if (!(state & TASK_UNINTERRUPTIBLE) || !is_ours(prev))
		return 0;
	__u64 now = bpf_ktime_get_ns();
	struct thread *me = meet(prev, tid, now);
	if (!me || me->queued)
		return 0;
	me->asleep = 1;
	tell(now, tid, RECORD_OFF_CPU, 0, OFF_CPU_ASLEEP,
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

/* A look at the owner, by a switch that happens anyway: it bounds where between two other events the mutex was let go. */
static __always_inline void tell_owner(struct task_struct *before)
{
	__u64 now = bpf_ktime_get_ns();
	unsigned long word = owner_word(settings.mutex);
	struct task_struct *owner = owner_task(word);
	if (owner != before)
		return; /* it changes hands just now, which other events show */
	if (last_reported.owner == (__u64)owner && now - last_reported.time_ns < SAME_OWNER_NS)
		return;
	struct here *here = this_cpu();
	if (!here)
		return;
	last_reported.owner = (__u64)owner;
	last_reported.time_ns = now;
	tell(now, 0, RECORD_OWNER_SEEN, (word & MUTEX_FLAGS) << 8, meet_owner(here, owner, now), -1);
}

SEC("tp_btf/sched_switch")
int BPF_PROG(sched_switch, _Bool preempt, struct task_struct *prev, struct task_struct *next,
	     unsigned int prev_state)
{
	struct task_struct *owner = owner_task(owner_word(settings.mutex));

	tell_back(next);
	if (!tell_away(ctx, prev, preempt ? 0 : prev_state, owner) && open_waits)
		tell_owner(owner);
	return 0;
}
