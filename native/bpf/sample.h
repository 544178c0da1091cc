/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * A look at the owner at regular times, from a timer's interrupt: sees uncontended holds too, in
 * proportion to their length, also where functions cannot be traced.
 */
#ifndef RTNLAB_SAMPLE_H
#define RTNLAB_SAMPLE_H

SEC("?perf_event")
int sample(void *context)
{
	__u64 now = bpf_ktime_get_ns();
	unsigned long word = owner_word(settings.mutex);
	__u32 owner_tid = meet_owner(owner_task(word), now);
	tell(now, 0, RECORD_OWNER_SEEN, (word & MUTEX_FLAGS) << 8, owner_tid, -1);
	return 0;
}

#endif
