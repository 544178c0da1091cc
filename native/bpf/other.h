/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Waits for locks other than the mutex: the owner's, because of which all who want the mutex wait, and those of our
 * own threads. Of a lock that a task sleeps for it is read who owns it, and whether that one sleeps for a further lock
 * itself: the last of the chain is the root. Other tasks change while they are read, so each record is a look.
 *
 * Spinlocks have no owner. Where a hypervisor without paravirtual spinlocks runs the kernel they spin without a
 * tracepoint (arch/x86/include/asm/qspinlock.h, virt_spin_lock()).
 */
#ifndef RTNLAB_OTHER_H
#define RTNLAB_OTHER_H

/* include/trace/events/lock.h */
#define LCB_F_READ (1U << 1)
#define LCB_F_WRITE (1U << 2)
#define LCB_F_RT (1U << 3)
#define LCB_F_PERCPU (1U << 4)

#define MAX_LOCKS 8192
#define LONGEST_CHAIN 4

/* include/linux/rwsem.h: readers leave the owner in place when they let go. */
#define RWSEM_READER_OWNED 1UL

/* The numbers of locks announced to user space. */
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, MAX_LOCKS);
	__type(key, __u64);
	__type(value, __u32);
} locks SEC(".maps");

/* The number of the last lock; 0 is the mutex. */
__u32 last_lock SEC(".data") = 0;

/* The owner of the mutex that waits for another lock; 0: none. */
__u32 chained_owner SEC(".data") = 0;

/* Whether any wait for a spinlock was reported, by whom ever: without one, silence about them says nothing. */
__u32 spinlock_waits SEC(".data") = 0;

static __always_inline int is_ours(struct task_struct *task)
{
	return task->tgid == settings.process;
}

/* Mutexes and read-write semaphores; all others have no owner that could be read. */
static __always_inline struct wanted_lock owned_lock(__u64 address, __u32 flags)
{
	if (flags & LCB_F_MUTEX)
		return (struct wanted_lock){.address = address, .kind = LOCK_MUTEX};
	if (!(flags & (LCB_F_SPIN | LCB_F_RT | LCB_F_PERCPU)) && flags & (LCB_F_READ | LCB_F_WRITE))
		return (struct wanted_lock){.address = address,
					    .kind = flags & LCB_F_READ ? LOCK_RWSEM_READ : LOCK_RWSEM_WRITE};
	return (struct wanted_lock){};
}

/* NULL where no thread owns it, or readers do: which of them holds it still is not known. */
static __always_inline struct task_struct *certain_owner(struct wanted_lock wanted)
{
	struct rw_semaphore *semaphore = (struct rw_semaphore *)wanted.address;

	if ((wanted.kind == LOCK_RWSEM_READ || wanted.kind == LOCK_RWSEM_WRITE) &&
	    BPF_CORE_READ(semaphore, owner.counter) & RWSEM_READER_OWNED)
		return NULL;
	return lock_owner(wanted);
}

static __always_inline struct task_struct *root_behind(struct task_struct *owner, struct task_struct *waiter)
{
	struct task_struct *root = owner;

	for (int i = 0; i < LONGEST_CHAIN; i++) {
		struct task_struct *next = root ? certain_owner(wanted_lock(root)) : NULL;
		if (!next || next == root || next == waiter)
			return root;
		root = next;
	}
	return root;
}

/* The lock's number. One that is new is described, with the stack of the first that waits for it. */
static __always_inline __u32 number_of(void *context, __u64 address, __u32 flags, __u32 tid, __u64 now)
{
	__u32 *known = bpf_map_lookup_elem(&locks, &address);
	if (known)
		return *known;
	struct lock_seen_record *record = room_for(sizeof(*record), now);
	if (!record)
		return 0;
	__u32 number = __sync_fetch_and_add(&last_lock, 1) + 1;
	struct net_device *device = device_of(owned_lock(address, flags & LCB_F_MUTEX));
	record->head = (struct record_head){.time_ns = now, .thread = tid, .kind = RECORD_LOCK_SEEN, .looks = flags};
	record->lock = number;
	record->stack = settings.take_stacks ? bpf_get_stackid(context, &stacks, 0) : -1;
	record->address = address;
	__builtin_memset(record->device, 0, sizeof(record->device));
	if (device)
		bpf_probe_read_kernel_str(record->device, sizeof(record->device),
					  __builtin_preserve_access_index(&device->name));
	bpf_ringbuf_submit(record, BPF_RB_NO_WAKEUP);
	bpf_map_update_elem(&locks, &address, &number, BPF_ANY);
	return number;
}

/* A look at the chain behind the owner of the mutex, which waits for another lock. */
static __noinline void emit_chain(struct task_struct *waiter, struct thread *me, __u32 tid, __u64 now)
{
	struct wanted_lock wanted = owned_lock(me->other_lock, me->other_flags);
	struct task_struct *owner = wanted.address ? certain_owner(wanted) : NULL;

	if (owner == waiter)
		owner = NULL; /* it has just got it */
	struct task_struct *root = root_behind(owner, waiter);
	__u32 owner_tid = lookup_task(owner, now);
	__u32 root_tid = root == owner ? owner_tid : lookup_task(root, now);
	struct other_wait_record *record = room_for(sizeof(*record), now);
	if (!record)
		return;
	record->head = (struct record_head){
		.time_ns = now, .thread = tid, .kind = RECORD_OTHER_WAIT, .looks = me->other_flags};
	record->lock = me->other_number;
	record->owner = owner_tid;
	record->root = root_tid;
	record->unused = 0;
	bpf_ringbuf_submit(record, BPF_RB_NO_WAKEUP);
}

static __always_inline int begin_other(void *context, __u64 lock, __u32 flags)
{
	struct task_struct *current = bpf_get_current_task_btf();
	int holding = owned_by_current();

	int first_spinlock = !flags && !spinlock_waits;

	if (!holding && !is_ours(current) && !first_spinlock)
		return 0;
	__u64 now = bpf_ktime_get_ns();
	__u32 tid = bpf_get_current_pid_tgid();
	if (first_spinlock)
		spinlock_waits = number_of(context, lock, flags, tid, now) != 0;
	if (!holding && !is_ours(current))
		return 0;
	struct thread *me = lookup_current(tid, now);
	if (!me)
		return 0;
	if (me->other_lock != lock) { /* else another turn of the same wait */
		me->other_lock = lock;
		me->other_since_ns = now;
		me->other_number = number_of(context, lock, flags, tid, now);
	}
	me->other_flags = flags;
	if (!holding || !owned_lock(lock, flags).address)
		return 0;
	chained_owner = tid;
	emit_chain(current, me, tid, now);
	return 0;
}

static __always_inline int end_other(__u64 lock, int result)
{
	struct task_struct *current = bpf_get_current_task_btf();
	__u32 tid = bpf_get_current_pid_tgid();

	if (!is_ours(current) && tid != chained_owner && !owned_by_current())
		return 0;
	struct thread *me = bpf_map_lookup_elem(&threads, &tid);
	if (!me || me->other_lock != lock)
		return 0; /* an interrupt came between, with a lock of its own */
	__u64 now = bpf_ktime_get_ns();
	if (tid == chained_owner)
		chained_owner = 0;
	me->other_lock = 0;
	struct other_end_record *record = room_for(sizeof(*record), now);
	if (!record)
		return 0;
	record->head = (struct record_head){
		.time_ns = now, .thread = tid, .kind = RECORD_OTHER_END, .looks = me->other_flags};
	record->lock = me->other_number;
	record->result = result;
	record->since_ns = me->other_since_ns;
	bpf_ringbuf_submit(record, BPF_RB_NO_WAKEUP);
	return 0;
}

/* The end of a wait may have been missed: where the kernel says what a task sleeps for, it is asked. */
static __always_inline int still_wants(struct task_struct *task, struct thread *known)
{
	if (known->other_flags & LCB_F_MUTEX ? !knows_blocked_on() : !knows_blocker())
		return 1;
	return wanted_lock(task).address == known->other_lock;
}

/* The holder of the lock that the owner waits for may have changed: read where the owner is read anyway. */
static __always_inline void look_behind(struct task_struct *owner, __u32 tid, __u64 now)
{
	if (!chained_owner || tid != chained_owner)
		return;
	struct thread *known = bpf_map_lookup_elem(&threads, &tid);
	if (known && known->other_lock && still_wants(owner, known))
		emit_chain(owner, known, tid, now);
}

#endif
