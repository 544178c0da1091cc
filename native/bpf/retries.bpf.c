// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * Who tries the RTNL again and again: files in sysfs and sysctl take it by rtnl_trylock(), and where that fails the
 * system call restarts itself (restart_syscall(), -ERESTARTNOINTR). No tracepoint of locks shows that. What is counted
 * is such restarts of reads and writes in sysfs and in /proc/sys.
 */
#include "requests.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

#define ERESTARTNOINTR 513
#define SYSFS_MAGIC 0x62656572
#define PROC_SUPER_MAGIC 0x9fa0

const volatile struct {
	__u64 numbers[2]; /* read, write */
} settings = {};

struct retries {
	__u64 count;
	char comm[TASK_COMM_LEN];
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, __u32); /* tgid */
	__type(value, struct retries);
} restarted SEC(".maps");

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

struct super_block {
	unsigned long s_magic;
};

struct inode___sb {
	struct super_block *i_sb;
};

struct pt_regs___id {
	unsigned long orig_ax;
};

struct pt_regs___number {
	int syscallno;
};

struct pt_regs___first {
	unsigned long di;
};

#pragma clang attribute pop

static __always_inline int is_watched(struct pt_regs *regs)
{
	struct pt_regs___id *x86 = (struct pt_regs___id *)regs;
	struct pt_regs___number *arm64 = (struct pt_regs___number *)regs;
	__u64 id = bpf_core_field_exists(x86->orig_ax) ? BPF_CORE_READ(x86, orig_ax) : BPF_CORE_READ(arm64, syscallno);
	return id == settings.numbers[0] || id == settings.numbers[1];
}

SEC("tp_btf/sys_exit")
int BPF_PROG(sys_exit, struct pt_regs *regs, long result)
{
	if (result != -ERESTARTNOINTR || !is_watched(regs))
		return 0;
	struct pt_regs___first *x86 = (struct pt_regs___first *)regs;
	struct task_struct___files *task = (struct task_struct___files *)bpf_get_current_task();
	struct fdtable *table = BPF_CORE_READ(task, files, fdt);
	struct file *file = NULL;

	if (bpf_core_field_exists(x86->di)) {
		__u32 number = BPF_CORE_READ(x86, di);
		if (number >= BPF_CORE_READ(table, max_fds))
			return 0;
		bpf_probe_read_kernel(&file, sizeof(file), BPF_CORE_READ(table, fd) + number);
		struct inode___sb *inode = (struct inode___sb *)BPF_CORE_READ(file, f_inode);
		unsigned long magic = BPF_CORE_READ(inode, i_sb, s_magic);
		if (magic != SYSFS_MAGIC && magic != PROC_SUPER_MAGIC)
			return 0;
	}
	__u32 process = bpf_get_current_pid_tgid() >> 32;
	struct retries *known = bpf_map_lookup_elem(&restarted, &process);
	if (known) {
		__sync_fetch_and_add(&known->count, 1);
		return 0;
	}
	struct retries first = {.count = 1};
	bpf_get_current_comm(first.comm, sizeof(first.comm));
	bpf_map_update_elem(&restarted, &process, &first, BPF_ANY);
	return 0;
}
