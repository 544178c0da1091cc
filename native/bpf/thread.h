/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Who is who: a record announces each thread to user space once, before the first record that names it.
 */
#ifndef RTNLAB_THREAD_H
#define RTNLAB_THREAD_H

#include "cgroup.h"
#include "kernel.h"
#include "record.h"
#include "ring.h"
#include "worker.h"

#define MAX_THREADS 16384

/* A thread announced to user space. Gone when the thread ends or becomes another program. */
struct thread {
	__u64 nsproxy; /* its set of namespaces when it was announced */
	__u64 queue;   /* a worker's queue when it was announced */
	__u32 queued;  /* in the mutex's wait list */
	__u32 owner;   /* seen to own the mutex, and not yet seen to release it */
	__u32 reported; /* contention_end has reported its last acquisition */
	__u32 announced;
	__u32 asleep; /* ours, and sleeps in the kernel for something else than the mutex */
	__u32 preempted; /* it spun for the mutex and lost its CPU, and is counted as waiting */
	__u64 work;      /* a worker's function when it was announced */
	__u64 other_lock; /* than the mutex, for which it waits; 0 for none */
	__u64 other_since_ns;
	__u32 other_number;
	__u32 other_flags; /* LCB_F_* */
};

struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, MAX_THREADS);
	__type(key, __u32);
	__type(value, struct thread);
} threads SEC(".maps");

/* Other CPUs read the same cache line: leave it alone where nothing changes. */
static __always_inline void set(__u32 *flag, __u32 value)
{
	if (*flag != value)
		*flag = value;
}

static __always_inline void describe(struct thread_record *record, struct task_struct *task,
				     __u32 tid, enum record_kind kind, __u64 now)
{
	record->head = (struct record_head){.time_ns = now, .thread = tid, .kind = kind};
	record->process = BPF_CORE_READ(task, tgid);
	record->netns_inode = BPF_CORE_READ(task, nsproxy, net_ns, ns.inum);
	BPF_CORE_READ_STR_INTO(&record->comm, task, comm);
	record->cgroup = BPF_CORE_READ(cgroup_of(task), id);
}

/* Cgroups announced to user space. */
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 1024);
	__type(key, __u64);
	__type(value, __u8);
} cgroups SEC(".maps");

static __always_inline void emit_cgroup(struct task_struct *task, __u64 now)
{
	struct kernfs_node *node = cgroup_of(task);
	__u64 id = BPF_CORE_READ(node, id);
	__u8 announced = 1;

	if (bpf_map_lookup_elem(&cgroups, &id))
		return;
	struct cgroup_record *record = room_for(sizeof(*record), now);
	if (!record)
		return;
	record->head = (struct record_head){.time_ns = now, .kind = RECORD_CGROUP_SEEN};
	record->cgroup = id;
	read_names(node, record->names);
	bpf_ringbuf_submit(record, BPF_RB_NO_WAKEUP);
	bpf_map_update_elem(&cgroups, &id, &announced, BPF_ANY);
}

/* Both return whether there was room. */
static __always_inline int emit_thread(struct task_struct *task, __u32 tid, __u64 now)
{
	struct thread_record *record = room_for(sizeof(*record), now);
	if (!record)
		return 0;
	describe(record, task, tid, RECORD_THREAD_SEEN, now);
	bpf_ringbuf_submit(record, BPF_RB_NO_WAKEUP);
	return 1;
}

static __always_inline int emit_worker(struct task_struct *task, struct workqueue_struct *queue,
				       __u32 tid, __u64 now)
{
	struct worker_record *record = room_for(sizeof(*record), now);
	if (!record)
		return 0;
	describe(&record->thread, task, tid, RECORD_WORKER_SEEN, now);
	BPF_CORE_READ_STR_INTO(&record->queue, queue, name);
	record->function = function_of(task);
	bpf_ringbuf_submit(record, BPF_RB_NO_WAKEUP);
	return 1;
}

/*
 * Announces a thread to user space: a short-lived culprit is gone before user space could look it up.
 * Where the ring is full, the thread's next event tries again.
 */
static __noinline void announce_thread(struct thread *thread, struct task_struct *task, __u32 tid, __u64 now)
{
	struct workqueue_struct *queue = queue_of(task);
	emit_cgroup(task, now);
	thread->nsproxy = (__u64)BPF_CORE_READ(task, nsproxy);
	thread->queue = (__u64)queue;
	thread->work = queue ? function_of(task) : 0;
	thread->announced = queue ? emit_worker(task, queue, tid, now) : emit_thread(task, tid, now);
}

/* Whether a worker does something else by now. */
static __always_inline int works_elsewhere(struct thread *known, struct task_struct *task)
{
	return known->queue && (known->queue != (__u64)queue_of(task) || known->work != function_of(task));
}

/* The thread's entry, made and announced if it is missing; a worker is announced again for other work. */
static __always_inline struct thread *thread_lookup_or_init(struct task_struct *task, __u32 tid, __u64 now)
{
	struct thread *known = bpf_map_lookup_elem(&threads, &tid);
	if (!known) {
		struct thread fresh = {};
		bpf_map_update_elem(&threads, &tid, &fresh, BPF_ANY);
		known = bpf_map_lookup_elem(&threads, &tid);
	}
	if (known && (!known->announced || works_elsewhere(known, task)))
		announce_thread(known, task, tid, now);
	return known;
}

/* The same for the running thread, announced again when it has moved to other namespaces. */
static __always_inline struct thread *lookup_current(__u32 tid, __u64 now)
{
	struct task_struct *task = bpf_get_current_task_btf();
	struct thread *me = thread_lookup_or_init(task, tid, now);
	if (me && me->nsproxy != (__u64)task->nsproxy)
		announce_thread(me, task, tid, now);
	return me;
}

/* How many threads have ended, become another program or changed their name: cached entries from before may be wrong. */
__u32 departed SEC(".data") = 0;

/* A thread seen on this CPU, announced already: no need to look it up while nothing has changed. */
struct thread_cache {
	__u64 task;
	__u64 nsproxy;
	__u32 tid;
	__u32 departed; /* as it was then */
};

/* The last threads seen on a CPU: mostly the same as now, which saves the lookup. */
struct cpu_state {
	struct thread_cache running;
	struct thread_cache owner;
	__u32 spinner; /* the last thread that began to spin, unless a record says that it left */
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct cpu_state);
} cpu_states SEC(".maps");

static __always_inline struct cpu_state *this_cpu(void)
{
	__u32 zero = 0;
	return bpf_map_lookup_elem(&cpu_states, &zero);
}

static __always_inline int is_cached(struct thread_cache *cache, struct task_struct *task)
{
	return cache->task == (__u64)task && cache->departed == departed;
}

/* A worker does another's work each time. */
static __always_inline void cache_thread(struct thread_cache *cache, struct task_struct *task, __u32 tid, struct thread *known)
{
	if (known && known->announced && !known->queue)
		*cache = (struct thread_cache){.task = (__u64)task, .nsproxy = known->nsproxy, .tid = tid, .departed = departed};
}

/* Like lookup_current(), for callers that do not need the entry. */
static __always_inline void announce_current(struct cpu_state *local, __u32 tid, __u64 now)
{
	struct task_struct *task = bpf_get_current_task_btf();
	if (is_cached(&local->running, task) && local->running.nsproxy == (__u64)task->nsproxy)
		return;
	cache_thread(&local->running, task, tid, lookup_current(tid, now));
}

static __always_inline __u32 lookup_task(struct task_struct *task, __u64 now)
{
	__u32 tid = task ? BPF_CORE_READ(task, pid) : 0;
	if (task)
		thread_lookup_or_init(task, tid, now);
	return tid;
}

/* Returns the owner's thread id, 0 if there is none. */
static __always_inline __u32 lookup_owner(struct cpu_state *local, struct task_struct *owner, __u64 now)
{
	if (!owner)
		return 0;
	if (is_cached(&local->owner, owner))
		return local->owner.tid;
	__u32 tid = BPF_CORE_READ(owner, pid);
	cache_thread(&local->owner, owner, tid, thread_lookup_or_init(owner, tid, now));
	return tid;
}

/*
 * A thread becomes another program, and another thread id too if it was not its process's first.
 * Its next event announces it again.
 */
SEC("tp_btf/sched_process_exec")
int BPF_PROG(sched_process_exec, struct task_struct *task, int old_tid)
{
	__u32 before = old_tid;
	__u32 now = task->pid;
	__sync_fetch_and_add(&departed, 1);
	bpf_map_delete_elem(&threads, &before);
	bpf_map_delete_elem(&threads, &now);
	return 0;
}

/* Its next event announces it by its new name. */
SEC("tp_btf/task_rename")
int BPF_PROG(task_rename, struct task_struct *task)
{
	__u32 tid = task->pid;
	struct thread *known = bpf_map_lookup_elem(&threads, &tid);
	if (!known)
		return 0;
	known->announced = 0;
	__sync_fetch_and_add(&departed, 1);
	return 0;
}

/* Its id may go to another thread. (At sched_process_exit it has yet to close its files.) */
SEC("tp_btf/sched_process_free")
int BPF_PROG(sched_process_free, struct task_struct *task)
{
	__u32 tid = task->pid;
	__sync_fetch_and_add(&departed, 1);
	bpf_map_delete_elem(&threads, &tid);
	return 0;
}

#endif
