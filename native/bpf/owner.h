/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Reads the owner of the mutex. */
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

/* The answer where no read was steady. */
#define OWNER_CHANGING (-2)
#define READS 4

/*
 * Reads the owner and the clock together: a thread that owned the mutex on both sides of the clock's reading owned it
 * then. An interrupt may come between, and another CPU may take or release the mutex meanwhile; then it reads again.
 * Returns whether a read was steady: *owner (NULL for no owner), *word and *now belong together.
 */
static __always_inline int steady_owner(__u64 address, struct task_struct **owner, unsigned long *word, __u64 *now)
{
	struct task_struct *before = owner_task(owner_word(address));

	for (int read = 0; read < READS; read++) {
		*now = bpf_ktime_get_ns();
		*word = owner_word(address);
		*owner = owner_task(*word);
		if (*owner == before)
			return 1;
		before = *owner;
	}
	return 0;
}

#endif
