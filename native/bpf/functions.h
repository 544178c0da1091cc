/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Every acquisition and every release, uncontended ones too, by the functions themselves. Loaded by
 * request only ("?"): a locked-down kernel refuses them, and each kernel has only some of them.
 *
 * contention_end is nearer to the acquisition than the function's end is, so it has precedence; the
 * start of mutex_unlock() is just before the release. So holds begin a little late and never overlap.
 */

static __noinline int acquired(struct mutex *lock)
{
	if ((__u64)lock != settings.mutex)
		return 0;
	__u64 now = bpf_ktime_get_ns();
	__u32 tid = bpf_get_current_pid_tgid();
	struct thread *me = lookup_current(tid, now);
	if (me && me->reported)
		me->reported = 0;
	else
		emit_event(now, tid, RECORD_ACQUIRED, 0, 0, -1);
	return 0;
}

/* In place of contention_end. */
SEC("?tp_btf/contention_end")
int BPF_PROG(contention_end_reported, void *lock, int ret)
{
	return end_wait(lock, ret, 1);
}

SEC("?fexit/mutex_lock")
int BPF_PROG(mutex_lock, struct mutex *lock)
{
	return acquired(lock);
}

SEC("?fexit/mutex_lock_interruptible")
int BPF_PROG(mutex_lock_interruptible, struct mutex *lock, int ret)
{
	return ret ? 0 : acquired(lock);
}

SEC("?fexit/mutex_lock_killable")
int BPF_PROG(mutex_lock_killable, struct mutex *lock, int ret)
{
	return ret ? 0 : acquired(lock);
}

SEC("?fexit/mutex_trylock")
int BPF_PROG(mutex_trylock, struct mutex *lock, int ret)
{
	return ret ? acquired(lock) : 0;
}

/* The same with CONFIG_DEBUG_LOCK_ALLOC. */

SEC("?fexit/mutex_lock_nested")
int BPF_PROG(mutex_lock_nested, struct mutex *lock, unsigned int subclass)
{
	return acquired(lock);
}

SEC("?fexit/mutex_lock_interruptible_nested")
int BPF_PROG(mutex_lock_interruptible_nested, struct mutex *lock, unsigned int subclass, int ret)
{
	return ret ? 0 : acquired(lock);
}

SEC("?fexit/mutex_lock_killable_nested")
int BPF_PROG(mutex_lock_killable_nested, struct mutex *lock, unsigned int subclass, int ret)
{
	return ret ? 0 : acquired(lock);
}

SEC("?fexit/_mutex_lock_killable")
int BPF_PROG(_mutex_lock_killable, struct mutex *lock, unsigned int subclass, void *nest, int ret)
{
	return ret ? 0 : acquired(lock);
}

SEC("?fexit/_mutex_trylock_nest_lock")
int BPF_PROG(_mutex_trylock_nest_lock, struct mutex *lock, void *nest, int ret)
{
	return ret ? acquired(lock) : 0;
}

SEC("?fentry/mutex_unlock")
int BPF_PROG(mutex_unlock, struct mutex *lock)
{
	if ((__u64)lock != settings.mutex)
		return 0;
	__u64 now = bpf_ktime_get_ns();
	__u32 tid = bpf_get_current_pid_tgid();
	struct thread *me = bpf_map_lookup_elem(&threads, &tid);
	if (me) {
		set(&me->owner, 0);
		set(&me->reported, 0);
	}
	/* A stack only where threads were kept waiting. */
	__s32 stack = owner_word(settings.mutex) & MUTEX_FLAG_WAITERS ? stack_id(ctx) : -1;
	emit_event(now, tid, RECORD_RELEASED, 0, 0, stack);
	return 0;
}
