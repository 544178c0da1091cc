/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* For which lock a task sleeps, who owns that one, and whether it is the dev->lock of an interface. */
#ifndef RTNLAB_WANTED_H
#define RTNLAB_WANTED_H

#include "kernel.h"
#include "owner.h"

#define INTERFACE_NAME 16

enum lock_kind { LOCK_MUTEX = 0, LOCK_SEMAPHORE = 1, LOCK_RWSEM_READ = 2, LOCK_RWSEM_WRITE = 3 };

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

struct semaphore {
	unsigned long last_holder;
};

struct rw_semaphore {
	atomic_long_t owner;
};

typedef struct {
	struct net *net;
} possible_net_t;

struct net_device {
	char name[INTERFACE_NAME];
	possible_net_t nd_net;
	struct mutex lock; /* since Linux 6.14 */
};

struct task_struct___blocked {
	struct mutex *blocked_on;
	unsigned long blocker;
};

#pragma clang attribute pop

extern int LINUX_KERNEL_VERSION __kconfig;

/* Before Linux 6.17 a member of that name, with CONFIG_DEBUG_MUTEXES, is a struct mutex_waiter *. */
static __always_inline int knows_blocked_on(void)
{
	struct task_struct___blocked *task = NULL;
	return LINUX_KERNEL_VERSION >= KERNEL_VERSION(6, 17, 0) && bpf_core_field_exists(task->blocked_on);
}

/* CONFIG_DETECT_HUNG_TASK_BLOCKER, since Linux 6.16. */
static __always_inline int knows_blocker(void)
{
	struct task_struct___blocked *task = NULL;
	return bpf_core_field_exists(task->blocker);
}

struct wanted_lock {
	__u64 address;
	__u32 kind;
};

/* include/linux/hung_task.h: the kind in the low two bits, as in enum lock_kind. */
#define BLOCKER_KIND 3UL

static __always_inline struct wanted_lock wanted_lock(struct task_struct *task)
{
	struct task_struct___blocked *blocked = (struct task_struct___blocked *)task;

	if (knows_blocked_on()) {
		__u64 mutex = (__u64)BPF_CORE_READ(blocked, blocked_on);
		/* Being woken: PROXY_WAKING is -1. */
		if (mutex && mutex != ~0ULL)
			return (struct wanted_lock){.address = mutex, .kind = LOCK_MUTEX};
	}
	if (knows_blocker()) {
		unsigned long blocker = BPF_CORE_READ(blocked, blocker);
		return (struct wanted_lock){.address = blocker & ~BLOCKER_KIND, .kind = blocker & BLOCKER_KIND};
	}
	return (struct wanted_lock){};
}

static __always_inline struct task_struct *lock_owner(struct wanted_lock wanted)
{
	if (!wanted.address)
		return NULL;
	if (wanted.kind == LOCK_MUTEX)
		return owner_task(owner_word(wanted.address));
	if (wanted.kind == LOCK_SEMAPHORE) {
		struct semaphore *semaphore = (struct semaphore *)wanted.address;
		return bpf_core_field_exists(semaphore->last_holder) ?
			       (struct task_struct *)BPF_CORE_READ(semaphore, last_holder) :
			       NULL;
	}
	struct rw_semaphore *semaphore = (struct rw_semaphore *)wanted.address;
	return (struct task_struct *)(BPF_CORE_READ(semaphore, owner.counter) & ~7UL);
}

/* include/linux/proc_ns.h: namespaces are numbered from here on. */
#define FIRST_NAMESPACE 0xEFFFFFF8U

/* The interface that a mutex is the dev->lock of; NULL where what lies around it is no interface. */
static __always_inline struct net_device *device_of(struct wanted_lock wanted)
{
	struct net_device *device = NULL;

	if (!wanted.address || wanted.kind != LOCK_MUTEX || !bpf_core_field_exists(device->lock))
		return NULL;
	device = (struct net_device *)(wanted.address - bpf_core_field_offset(device->lock));
	return BPF_CORE_READ(device, nd_net.net, ns.inum) >= FIRST_NAMESPACE ? device : NULL;
}

#endif
