/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Samples the owner at regular times, from a timer's interrupt: sees uncontended holds too, in
 * proportion to their length, also where functions cannot be traced.
 */
#ifndef RTNLAB_SAMPLE_H
#define RTNLAB_SAMPLE_H

SEC("?perf_event")
int sample(void *context)
{
	struct task_struct *owner;
	unsigned long word;
	__u64 now;
	int steady = steady_owner(settings.mutex, &owner, &word, &now);
	emit_event(now, 0, RECORD_OWNER_SEEN, (word & MUTEX_FLAGS) << 8,
	     steady ? (__s32)lookup_task(owner, now) : OWNER_CHANGING, -1);
	return 0;
}

#endif
