/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * What tasks.bpf.c writes, and the members of tasks and locks that it reads. The reader of the records is
 * io.rtnlab.probes.bpf.TaskRecords; both sides change together.
 */
#ifndef RTNLAB_TASK_H
#define RTNLAB_TASK_H

#include "kernel.h"
#include "owner.h"
#include "cgroup.h"
#include "wanted.h"

#define FUNCTIONS 8
#define CODE_BYTES 64
#define QUEUE 64
#define DETAILED 16
#define STACK_DEPTH 48
#define SYMBOLS 32
#define SYMBOL_NAME 64

enum task_record_kind {
	RECORD_CODE = 1,
	RECORD_LOOK_BEGIN = 2,
	RECORD_TASK = 3,
	RECORD_LOOK_END = 4,
};

/* Begins every record. */
struct head {
	__u32 kind;
	__u32 bytes;
};

struct code_record {
	struct head head;
	__u64 address;
	__u8 bytes[CODE_BYTES];
};

/* What this kernel lets a look see. */
#define KNOWS_MUTEXES 1	 /* task_struct.blocked_on */
#define KNOWS_BLOCKERS 2 /* task_struct.blocker: semaphores as well */
#define KNOWS_SLEEP 4	 /* since when a task sleeps */

/* Before the first task, and after the last. */
struct look_record {
	struct head head;
	__u64 time_ns; /* CLOCK_MONOTONIC */
	__u64 word;    /* mutex.owner with its flags */
	__s32 owner;   /* thread id, 0 for none */
	__s32 owner_process;
	__s32 first; /* in the wait list, 0 for none */
	__u32 queued;
	__u32 steady; /* the owner was the same around the clock's reading */
	__u32 knows;
	__s32 queue[QUEUE];
};

struct task_record {
	struct head head;
	__s32 thread;
	__s32 process;
	__u64 lock; /* that it sleeps for, 0 for none that shows */
	__u32 lock_kind;
	__s32 owner; /* of that lock: thread id, 0 for none */
	__u64 asleep_ns;
	__u64 switches;
	__u64 cgroup;
	__u32 state;
	__u32 on_cpu;
	__u32 network; /* inode of its network namespace */
	__u32 frames;
	char comm[TASK_COMM_LEN];
	char device[INTERFACE_NAME]; /* whose dev->lock it sleeps for, empty where it is another lock */
	__u64 stack[STACK_DEPTH];
	char names[CGROUP_DEPTH][CGROUP_NAME]; /* innermost first */
};

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

struct seq_file;

struct bpf_iter_meta {
	struct seq_file *seq;
	__u64 session_id;
	__u64 seq_num;
};

struct bpf_iter__task {
	struct bpf_iter_meta *meta;
	struct task_struct *task;
};

struct list_head {
	struct list_head *next;
};

/* Before Linux 7.2, and since. */
struct mutex___list {
	struct list_head wait_list;
};

struct mutex___first {
	struct mutex_waiter *first_waiter;
};

struct mutex_waiter {
	struct list_head list;
	struct task_struct *task;
};

struct rq {
	__u64 clock;
	__u64 clock_task;
};

struct cfs_rq {
	struct rq *rq;
};

struct sched_entity {
	__u64 exec_start;
	struct cfs_rq *cfs_rq;
};

/* The members of task_struct that only a look needs; those of kernel.h besides. */
struct task_struct___look {
	unsigned int __state; /* since Linux 5.14 */
	int on_cpu; /* a byte since Linux 7.3 */
	struct sched_entity se;
	unsigned long nvcsw;
	unsigned long nivcsw;
};

struct task_struct___state {
	long state; /* before Linux 5.14 */
};

#pragma clang attribute pop

static __always_inline __u32 task_state(struct task_struct *task)
{
	struct task_struct___state *before = (struct task_struct___state *)task;
	struct task_struct___look *since = (struct task_struct___look *)task;
	return bpf_core_field_exists(since->__state) ? BPF_CORE_READ(since, __state) : BPF_CORE_READ(before, state);
}

#define TASK_WAKING 0x200

/* Runnable, or about to be: its times change. */
static __always_inline int is_waking(struct task_struct *task)
{
	__u32 state = task_state(task);
	return !state || state & TASK_WAKING;
}

/* CONFIG_FAIR_GROUP_SCHED leads from a task to the run queue of the CPU that it last ran on. */
static __always_inline int knows_run_queue(void)
{
	struct sched_entity *entity = NULL;
	struct cfs_rq *queue = NULL;
	return bpf_core_field_exists(entity->cfs_rq) && bpf_core_field_exists(queue->rq);
}

static __always_inline struct rq *run_queue(struct task_struct *task)
{
	struct task_struct___look *members = (struct task_struct___look *)task;
	return BPF_CORE_READ(members, se.cfs_rq, rq);
}

#endif
