/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * What the programs write into their ring buffers, little endian as the machine is. The reader is
 * io.rtnlab.probes.bpf.RecordDecoder; both sides change together.
 *
 * Every record starts alike:
 *
 *   0        8       12     14     16
 *   | time ns | thread | kind | looks |
 *
 * time ns: CLOCK_MONOTONIC; thread: task_struct.pid, as the initial PID namespace counts;
 * looks: LCB_F_* flags of the tracepoint in the low byte, the low three bits of mutex.owner in the
 * high byte.
 */
#ifndef RTNLAB_RECORD_H
#define RTNLAB_RECORD_H

#include <linux/types.h>

enum record_kind {
	RECORD_WAIT_BEGIN = 1,
	RECORD_WAIT_END = 2,
	RECORD_RELEASED = 3,
	RECORD_THREAD_SEEN = 4,
	RECORD_LOST = 5,
	RECORD_WITNESS = 6,
	RECORD_ACQUIRED = 7,
	RECORD_OWNER_SEEN = 8,
	RECORD_OFF_CPU = 9,
	RECORD_WOKEN = 10,
	RECORD_ON_CPU = 11,
	RECORD_WORKER_SEEN = 12,
	RECORD_OTHER_WAIT = 13,
	RECORD_OTHER_END = 14,
	RECORD_LOCK_SEEN = 15,
	RECORD_CGROUP_SEEN = 16,
	RECORD_RECLAIM = 17,
};

/* Bits of a RECORD_OFF_CPU's value; none: it spun for the mutex. */
#define OFF_CPU_HOLDING 1 /* it owns the mutex */
#define OFF_CPU_ASLEEP 2  /* it waits for something, and does not merely want a CPU */

/* Of a RECORD_ON_CPU's. */
#define ON_CPU_HOLDING 1 /* it owns the mutex still */

/* Of a RECORD_RECLAIM's. */
#define RECLAIM_BEGINS 1  /* else it ends */
#define RECLAIM_HOLDING 2 /* the thread owns the mutex */

struct record_head {
	__u64 time_ns;
	__u32 thread;
	__u16 kind;
	__u16 looks;
};

/* RECORD_WAIT_BEGIN: the owner's thread id, 0 if there was none or it was being handed over, OWNER_CHANGING. */
/* RECORD_OWNER_SEEN: the same. */
/* RECORD_OFF_CPU: OFF_CPU_* bits. RECORD_ON_CPU: ON_CPU_* bits. RECORD_WOKEN: nothing. RECORD_RECLAIM: RECLAIM_* bits. */
/* RECORD_WAIT_END: the result, 0 or -errno. RECORD_RELEASED, RECORD_ACQUIRED: nothing. */
struct lock_record {
	struct record_head head;
	__s32 value;
	__s32 stack; /* id in the map "stacks", negative if none was taken */
};

/* RECORD_THREAD_SEEN */
struct thread_record {
	struct record_head head;
	__u32 process;
	__u32 netns_inode;
	char comm[16];
	__u64 cgroup; /* its id, announced by a RECORD_CGROUP_SEEN */
};

/* RECORD_WORKER_SEEN: of the kernel's workqueues, at work for this one. */
struct worker_record {
	struct thread_record thread;
	char queue[24];
	__u64 function; /* address in the kernel's text, 0 if unknown */
};

/* RECORD_OTHER_WAIT: the owner of the mutex waits for another lock. Thread ids, 0 where unknown. */
struct other_wait_record {
	struct record_head head;
	__u32 lock; /* its number */
	__u32 owner; /* of that lock */
	__u32 root; /* the last of those of whom each waits for the next */
	__u32 unused;
};

/* RECORD_OTHER_END: such a wait, or any wait of ours for another lock, is over. */
struct other_end_record {
	struct record_head head;
	__u32 lock;
	__s32 result; /* 0 or -errno */
	__u64 since_ns;
};

/* RECORD_LOCK_SEEN: what a number stands for; looks has its LCB_F_* flags. */
struct lock_seen_record {
	struct record_head head;
	__u32 lock;
	__s32 stack; /* of the first that waited for it */
	__u64 address;
	char device[16]; /* whose dev->lock it is, empty for any other */
};

/* RECORD_CGROUP_SEEN: the names on the way up to the root, innermost first. */
struct cgroup_record {
	struct record_head head;
	__u64 cgroup;
	char names[8][96];
};

/* RECORD_LOST: so many records, from time_ns to until_ns, did not fit. */
struct lost_record {
	struct record_head head;
	__u64 until_ns;
	__u64 count;
};

/* RECORD_WITNESS: a thread of the asking process found some mutex taken. */
struct witness_record {
	struct record_head head;
	__u64 mutex;
	__u32 owner;
	__u32 unused;
};

#endif
