/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A look at the owner of the mutex. */
#ifndef RTNLAB_OWNER_H
#define RTNLAB_OWNER_H

#include "kernel.h"

static __always_inline unsigned long owner_word(__u64 address)
{
	struct mutex *mutex = (struct mutex *)address;
	return BPF_CORE_READ(mutex, owner.counter);
}

static __always_inline struct task_struct *owner_task(unsigned long word)
{
	/* With PICKUP set the pointer names the next owner, who does not run with the mutex yet. */
	return word & MUTEX_FLAG_PICKUP ? NULL : (struct task_struct *)(word & ~MUTEX_FLAGS);
}

#endif
