// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * What a few processes ask the kernel's network configuration for: each netlink message that they send, and each
 * system call by which they send, receive, configure by ioctl, or make a network namespace. Children are followed.
 *
 * sys_enter and sys_exit run for every system call of the machine; those of others cost one look into a map.
 */
#include "requests.h"
#include "ring.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

const volatile struct {
	__u64 numbers[CALLS];
} settings = {};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 8192);
	__type(key, __u32); /* tgid */
	__type(value, __u32);
} billed SEC(".maps");

struct open_call {
	__u64 begin_ns;
	__u64 buffer;
	__u64 socket;
	__u64 argument;
	__u32 call;
	__u32 protocol;
	__u32 flags;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 16384);
	__type(key, __u32); /* tid */
	__type(value, struct open_call);
} open_calls SEC(".maps");

static __always_inline __u64 argument(struct pt_regs *regs, int n)
{
	struct pt_regs___x86 *x86 = (struct pt_regs___x86 *)regs;
	struct pt_regs___arm64 *arm64 = (struct pt_regs___arm64 *)regs;

	if (!bpf_core_field_exists(x86->di))
		return BPF_CORE_READ(arm64, regs[n]);
	switch (n) {
	case 0:
		return BPF_CORE_READ(x86, di);
	case 1:
		return BPF_CORE_READ(x86, si);
	case 2:
		return BPF_CORE_READ(x86, dx);
	default:
		return BPF_CORE_READ(x86, r10);
	}
}

/* The netlink socket that a descriptor of the current task is, else NULL. */
static __always_inline struct sock *netlink_socket(__u32 number)
{
	struct task_struct___files *task = (struct task_struct___files *)bpf_get_current_task();
	struct fdtable *table = BPF_CORE_READ(task, files, fdt);
	struct file *file = NULL;

	if (number >= BPF_CORE_READ(table, max_fds))
		return NULL;
	bpf_probe_read_kernel(&file, sizeof(file), BPF_CORE_READ(table, fd) + number);
	if (!file || (BPF_CORE_READ(file, f_inode, i_mode) & S_IFMT) != S_IFSOCK)
		return NULL;
	struct socket *socket = (struct socket *)BPF_CORE_READ(file, private_data);
	struct sock *sk = BPF_CORE_READ(socket, sk);
	return sk && BPF_CORE_READ(sk, __sk_common.skc_family) == AF_NETLINK ? sk : NULL;
}

struct sent {
	__u64 now;
	__u64 at;
	__u64 left;
	__u64 second; /* where a header stands alone, what follows it */
	__u64 second_bytes;
	__u64 id;
	struct open_call *call;
};

/* Writes one message down; returns its length, 0 where there is none or no more. */
static __always_inline __u32 write_message(struct sent *sent)
{
	struct message_record *record = room_for(sizeof(*record), sent->now);
	if (!record)
		return 0;
	record->head = (struct record_head){.time_ns = sent->now, .thread = sent->id, .kind = RECORD_MESSAGE};
	record->process = sent->id >> 32;
	record->protocol = sent->call->protocol;
	record->socket = sent->call->socket;
	record->left = sent->left;
	__builtin_memset(record->bytes, 0, sizeof(record->bytes));
	if (sent->second) {
		bpf_probe_read_user(record->bytes, 16, (void *)sent->at);
		/* So are the requests of dumps sent, which are shorter than 64 bytes. */
		if (sent->second_bytes >= MESSAGE_BYTES - 16)
			bpf_probe_read_user(record->bytes + 16, MESSAGE_BYTES - 16, (void *)sent->second);
		else
			bpf_probe_read_user(record->bytes + 16, sent->second_bytes & 63, (void *)sent->second);
	} else if (sent->left >= MESSAGE_BYTES) {
		bpf_probe_read_user(record->bytes, MESSAGE_BYTES, (void *)sent->at);
	} else {
		bpf_probe_read_user(record->bytes, sent->left & (MESSAGE_BYTES - 1), (void *)sent->at);
	}
	__u32 length = *(__u32 *)record->bytes;
	bpf_ringbuf_submit(record, BPF_RB_NO_WAKEUP);
	return length;
}

static __always_inline void write_messages(struct sent *sent)
{
	for (int i = 0; i < MESSAGES; i++) {
		if (sent->left < 16)
			return;
		__u32 length = write_message(sent);
		if (length < 16)
			return;
		__u64 step = (length + 3) & ~3U;
		if (sent->second || step >= sent->left)
			return;
		sent->at += step;
		sent->left -= step;
	}
}

static __always_inline int read_vectors(__u64 message, struct user_vector vectors[2])
{
	struct user_message header = {};

	if (bpf_probe_read_user(&header, sizeof(header), (void *)message) || !header.count)
		return 0;
	bpf_probe_read_user(&vectors[0], sizeof(vectors[0]), (void *)header.vectors);
	if (header.count > 1)
		bpf_probe_read_user(&vectors[1], sizeof(vectors[1]), (void *)(header.vectors + sizeof(vectors[0])));
	return 1;
}

static __always_inline int number_of(long id)
{
	for (int call = 0; call < CALLS; call++)
		if (settings.numbers[call] == (__u64)id)
			return call;
	return -1;
}

SEC("tp_btf/sys_enter")
int BPF_PROG(sys_enter, struct pt_regs *regs, long id)
{
	__u64 ids = bpf_get_current_pid_tgid();
	__u32 process = ids >> 32;
	__u32 thread = ids;

	if (!bpf_map_lookup_elem(&billed, &process))
		return 0;
	int call = number_of(id);
	if (call < 0)
		return 0;
	struct open_call open = {.call = call, .begin_ns = bpf_ktime_get_ns()};
	__u64 first = argument(regs, 0);
	__u64 second = argument(regs, 1);
	__u64 third = argument(regs, 2);
	struct user_vector vectors[2] = {};

	if (call == CALL_UNSHARE || call == CALL_CLONE || call == CALL_CLONE3) {
		open.argument = first;
		if (call == CALL_CLONE3)
			bpf_probe_read_user(&open.argument, sizeof(open.argument), (void *)first);
		if (!(open.argument & CLONE_NEWNET))
			return 0;
	} else if (call == CALL_IOCTL) {
		open.argument = second & 0xffffffff;
		if (open.argument >> 8 != 0x89) /* include/uapi/linux/sockios.h */
			return 0;
	} else {
		struct sock *sk = netlink_socket(first);
		if (!sk)
			return 0;
		open.socket = (__u64)sk;
		open.protocol = BPF_CORE_READ(sk, sk_protocol);
		open.buffer = second;
		if (call == CALL_SETSOCKOPT) {
			if (second != SOL_NETLINK)
				return 0;
			open.argument = third;
		}
		if (call == CALL_RECVFROM)
			open.flags = argument(regs, 3);
		if (call == CALL_RECVMSG)
			open.flags = third;
		if (call == CALL_RECVMSG || call == CALL_SENDMSG) {
			if (!read_vectors(second, vectors))
				return 0;
			open.buffer = vectors[0].base;
		}
	}
	bpf_map_update_elem(&open_calls, &thread, &open, BPF_ANY);
	struct sent sent = {.now = open.begin_ns, .id = ids, .call = &open, .at = open.buffer};
	if (call == CALL_SENDTO || call == CALL_WRITE) {
		sent.left = third;
	} else if (call == CALL_SENDMSG) {
		sent.left = vectors[0].bytes;
		if (vectors[0].bytes == 16 && vectors[1].base) {
			sent.second = vectors[1].base;
			sent.second_bytes = vectors[1].bytes;
		}
	} else {
		return 0;
	}
	write_messages(&sent);
	return 0;
}

SEC("tp_btf/sys_exit")
int BPF_PROG(sys_exit, struct pt_regs *regs, long result)
{
	__u64 ids = bpf_get_current_pid_tgid();
	__u32 process = ids >> 32;
	__u32 thread = ids;

	if (!bpf_map_lookup_elem(&billed, &process))
		return 0;
	struct open_call *open = bpf_map_lookup_elem(&open_calls, &thread);
	if (!open)
		return 0;
	__u64 now = bpf_ktime_get_ns();
	struct call_record *record = room_for(sizeof(*record), now);
	if (record) {
		record->head = (struct record_head){.time_ns = now, .thread = thread, .kind = RECORD_CALL};
		record->process = process;
		record->call = open->call;
		record->begin_ns = open->begin_ns;
		record->result = result;
		record->socket = open->socket;
		record->protocol = open->protocol;
		record->flags = open->flags;
		record->argument = open->argument;
		bpf_get_current_comm(record->comm, sizeof(record->comm));
		__builtin_memset(record->header, 0, sizeof(record->header));
		if (open->call >= CALL_RECVFROM && open->call <= CALL_READ && result >= 16)
			bpf_probe_read_user(record->header, sizeof(record->header), (void *)open->buffer);
		bpf_ringbuf_submit(record, BPF_RB_NO_WAKEUP);
	}
	bpf_map_delete_elem(&open_calls, &thread);
	return 0;
}

SEC("tp_btf/sched_process_fork")
int BPF_PROG(sched_process_fork, struct task_struct *parent, struct task_struct *child)
{
	__u32 process = BPF_CORE_READ(parent, tgid);
	__u32 one = 1;

	if (!bpf_map_lookup_elem(&billed, &process))
		return 0;
	__u32 started = BPF_CORE_READ(child, tgid);
	bpf_map_update_elem(&billed, &started, &one, BPF_ANY);
	return 0;
}
