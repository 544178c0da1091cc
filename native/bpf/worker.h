/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Whose work a thread of the kernel's workqueues does: task_struct.comm has no more than a number,
 * and a worker serves one queue after the other.
 */
#ifndef RTNLAB_WORKER_H
#define RTNLAB_WORKER_H

#include "kernel.h"

/* include/linux/sched.h */
#define PF_WQ_WORKER 0x20

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

/* include/linux/workqueue.h, kernel/workqueue.c; WQ_NAME_LEN is 24 before Linux 6.10, then 32 */
struct workqueue_struct {
	char name[24];
};

struct pool_workqueue {
	struct workqueue_struct *wq;
};

/* kernel/workqueue_internal.h */
struct worker {
	void *current_func; /* work_func_t */
	struct pool_workqueue *current_pwq;
};

/* kernel/kthread.c */
struct kthread {
	void *data;
};

#pragma clang attribute pop

/* The queue whose work the thread does now; NULL if it is no worker, or idle. */
static __always_inline struct workqueue_struct *queue_of(struct task_struct *task)
{
	if (!(BPF_CORE_READ(task, flags) & PF_WQ_WORKER) || !bpf_core_field_exists(task->worker_private))
		return NULL;
	struct kthread *thread = BPF_CORE_READ(task, worker_private);
	struct worker *worker = BPF_CORE_READ(thread, data);
	return BPF_CORE_READ(worker, current_pwq, wq);
}

/* The function of its work; 0 if it is no worker, or idle. */
static __always_inline __u64 function_of(struct task_struct *task)
{
	if (!(BPF_CORE_READ(task, flags) & PF_WQ_WORKER) || !bpf_core_field_exists(task->worker_private))
		return 0;
	struct kthread *thread = BPF_CORE_READ(task, worker_private);
	struct worker *worker = BPF_CORE_READ(thread, data);
	return (__u64)BPF_CORE_READ(worker, current_func);
}

#endif
