// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * For whom the kernel tears a network namespace down. Who drops the last reference queues cleanup_net on the work queue
 * "netns" (net/core/net_namespace.c, __put_net()); from Linux 7.3 on that one hands the devices on to "rtnl_net". The
 * worker that runs such work is charged to the thread that queued it, through both queues.
 *
 * Those who drop more namespaces before the worker starts add to a list and queue nothing: they do not show.
 */
#include "kernel.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

#define NAME_BYTES 16

struct charge {
	__u64 time_ns; /* when it was queued */
	__u32 process;
	__u32 unused;
	char comm[TASK_COMM_LEN];
};

struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 4096);
	__type(key, __u64); /* work_struct */
	__type(value, struct charge);
} queued SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, __u32); /* thread id of the worker */
	__type(value, struct charge);
} charged SEC(".maps");

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

struct workqueue_struct {
	char name[24]; /* longer since Linux 6.9 */
};

struct pool_workqueue {
	struct workqueue_struct *wq;
};

struct work_struct;

#pragma clang attribute pop

static __always_inline int tears_down(struct pool_workqueue *pool)
{
	struct workqueue_struct *queue = BPF_CORE_READ(pool, wq);
	char name[NAME_BYTES] = {};

	bpf_probe_read_kernel_str(name, sizeof(name), __builtin_preserve_access_index(&queue->name));
	if (name[0] == 'n')
		return name[1] == 'e' && name[2] == 't' && name[3] == 'n' && name[4] == 's' && !name[5];
	return name[0] == 'r' && name[1] == 't' && name[2] == 'n' && name[3] == 'l' && name[4] == '_' &&
	       name[5] == 'n' && name[6] == 'e' && name[7] == 't' && !name[8];
}

SEC("tp_btf/workqueue_queue_work")
int BPF_PROG(workqueue_queue_work, int cpu, struct pool_workqueue *pool, struct work_struct *work)
{
	if (!tears_down(pool))
		return 0;
	__u64 ids = bpf_get_current_pid_tgid();
	__u64 key = (__u64)work;
	__u32 thread = ids;
	struct charge *own = bpf_map_lookup_elem(&charged, &thread);
	struct charge charge = {};

	if (own) {
		charge = *own;
	} else {
		charge.time_ns = bpf_ktime_get_ns();
		charge.process = ids >> 32;
		bpf_get_current_comm(charge.comm, sizeof(charge.comm));
	}
	bpf_map_update_elem(&queued, &key, &charge, BPF_ANY);
	return 0;
}

SEC("tp_btf/workqueue_execute_start")
int BPF_PROG(workqueue_execute_start, struct work_struct *work)
{
	__u64 key = (__u64)work;
	struct charge *charge = bpf_map_lookup_elem(&queued, &key);

	if (!charge)
		return 0;
	__u32 thread = bpf_get_current_pid_tgid();
	struct charge copy = *charge;
	bpf_map_update_elem(&charged, &thread, &copy, BPF_ANY);
	bpf_map_delete_elem(&queued, &key);
	return 0;
}

SEC("tp_btf/workqueue_execute_end")
int BPF_PROG(workqueue_execute_end, struct work_struct *work)
{
	__u32 thread = bpf_get_current_pid_tgid();

	bpf_map_delete_elem(&charged, &thread);
	return 0;
}
