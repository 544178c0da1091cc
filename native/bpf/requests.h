/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * What requests.bpf.c writes, and the members of files and sockets that it reads. The reader of the records is
 * io.rtnlab.probes.request.RequestRecords; both sides change together.
 */
#ifndef RTNLAB_REQUESTS_H
#define RTNLAB_REQUESTS_H

#include "kernel.h"
#include "record.h"

/* The system calls that are followed; io.rtnlab.probes.bpf.BpfRequests gives their numbers in this order. */
enum call {
	CALL_SENDTO,
	CALL_SENDMSG,
	CALL_WRITE,
	CALL_RECVFROM,
	CALL_RECVMSG,
	CALL_READ,
	CALL_IOCTL,
	CALL_SETSOCKOPT,
	CALL_UNSHARE,
	CALL_CLONE,
	CALL_CLONE3,
	CALLS,
};

#define MESSAGE_BYTES 128
#define MESSAGES 64

#define RECORD_MESSAGE 32
#define RECORD_CALL 33

/* A netlink message as it is sent, before the kernel sees it. */
struct message_record {
	struct record_head head;
	__u32 process;
	__u32 protocol;
	__u64 socket;
	__u64 left; /* bytes of the same call from here on */
	__u8 bytes[MESSAGE_BYTES];
};

/* A call that has returned. */
struct call_record {
	struct record_head head;
	__u32 process;
	__u32 call; /* enum call */
	__u64 begin_ns;
	__s64 result;
	__u64 socket;
	__u32 protocol;
	__u32 flags;	/* of a receive */
	__u64 argument; /* ioctl's request, setsockopt's option, the flags of unshare and clone */
	char comm[TASK_COMM_LEN];
	__u8 header[16]; /* nlmsghdr of the first message received */
};

#define AF_NETLINK 16
#define SOL_NETLINK 270
#define S_IFMT 0170000
#define S_IFSOCK 0140000
#define CLONE_NEWNET 0x40000000

/* User space's. */
struct user_vector {
	__u64 base;
	__u64 bytes;
};

struct user_message {
	__u64 name;
	__u32 name_bytes;
	__u64 vectors;
	__u64 count;
};

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

struct pt_regs___x86 {
	unsigned long di, si, dx, r10;
};

struct pt_regs___arm64 {
	__u64 regs[31];
};

struct sock_common {
	unsigned short skc_family;
};

struct sock {
	struct sock_common __sk_common;
	__u16 sk_protocol;
};

struct socket {
	struct sock *sk;
};

struct inode {
	unsigned short i_mode;
};

struct file {
	struct inode *f_inode;
	void *private_data;
};

struct fdtable {
	unsigned int max_fds;
	struct file **fd;
};

struct files_struct {
	struct fdtable *fdt;
};

struct task_struct___files {
	struct files_struct *files;
};

#pragma clang attribute pop

#endif
