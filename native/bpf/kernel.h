/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The few members of the kernel's structures that the programs read. Not copies of them: with
 * preserve_access_index libbpf moves each access to where the running kernel's BTF has the member.
 */
#ifndef RTNLAB_KERNEL_H
#define RTNLAB_KERNEL_H

#include <linux/bpf.h>
#include <linux/types.h>
/* After the types that they use. */
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

#define TASK_COMM_LEN 16

/* include/trace/events/lock.h */
#define LCB_F_SPIN (1U << 0)
#define LCB_F_MUTEX (1U << 5)

/* kernel/locking/mutex.c: low bits of mutex.owner beside the task_struct pointer */
#define MUTEX_FLAG_WAITERS 0x1UL
#define MUTEX_FLAG_PICKUP 0x4UL
#define MUTEX_FLAGS 0x7UL

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

typedef struct {
	long counter;
} atomic_long_t;

struct mutex {
	atomic_long_t owner;
};

struct ns_common {
	unsigned int inum;
};

struct net {
	struct ns_common ns;
};

struct nsproxy {
	struct net *net_ns;
};

struct task_struct {
	int pid;
	int tgid;
	char comm[TASK_COMM_LEN];
	struct nsproxy *nsproxy;
	unsigned int flags;
	void *worker_private; /* since Linux 5.17 */
};

#pragma clang attribute pop

#endif
