/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Why a hold is long, once more: who allocates memory while there is too little, of the machine or of its cgroup,
 * frees some of others' first (mm/vmscan.c, direct reclaim), running and asleep. Of the owner of the mutex, and ours.
 */

static __always_inline int emit_reclaim(__s32 bits)
{
	struct task_struct *current = bpf_get_current_task_btf();
	__s32 holding = owned_by_current() ? RECLAIM_HOLDING : 0;

	if (!holding && !is_ours(current))
		return 0;
	__u64 now = bpf_ktime_get_ns();
	__u32 tid = bpf_get_current_pid_tgid();
	lookup_current(tid, now);
	emit_event(now, tid, RECORD_RECLAIM, 0, bits | holding, -1);
	return 0;
}

SEC("?tp_btf/mm_vmscan_direct_reclaim_begin")
int BPF_PROG(mm_vmscan_direct_reclaim_begin)
{
	return emit_reclaim(RECLAIM_BEGINS);
}

SEC("?tp_btf/mm_vmscan_direct_reclaim_end")
int BPF_PROG(mm_vmscan_direct_reclaim_end)
{
	return emit_reclaim(0);
}

/* For the limit of a cgroup (CONFIG_MEMCG). */

SEC("?tp_btf/mm_vmscan_memcg_reclaim_begin")
int BPF_PROG(mm_vmscan_memcg_reclaim_begin)
{
	return emit_reclaim(RECLAIM_BEGINS);
}

SEC("?tp_btf/mm_vmscan_memcg_reclaim_end")
int BPF_PROG(mm_vmscan_memcg_reclaim_end)
{
	return emit_reclaim(0);
}
