// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * Samples the owner of one mutex at random times, to judge what contention.bpf.c made of it. Nothing of this reaches
 * the ledger, and nothing of the ledger's programs is in here but the ring buffer.
 *
 * Each CPU has a timer of its own (struct bpf_timer, Linux 5.15; kept on its CPU from 6.7 on) with exponential gaps:
 * such times are independent of everything that happens on the machine, periodic events too. A bpf_timer runs in
 * softirq context, which a thread that has bottom halves off can put off. So the sample is taken in the timer's
 * interrupt where that shows (tracepoint local_timer_entry, x86), and in the timer itself elsewhere.
 *
 *   arm timer ──────── due ─┬─ local_timer_entry: sample      ─┬─ arm again
 *                           └─ softirq: bpf_timer's callback: ─┘  sample, if none was taken
 *
 * What no sample can show: the time in which a CPU has interrupts off. Its sample comes late, which is measured.
 */
#include "kernel.h"
#include "record.h"
#include "ring.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

/* All of .rodata, set before loading. */
const volatile struct {
	__u64 mutex;
	__u64 mean_gap_ns; /* of each CPU's timer */
} settings = {};

/* The reader is io.rtnlab.probes.bpf.BpfAuditSampler. */
#define RECORD_AUDIT 64
#define OWNER_CHANGED (-2)
#define SAMPLED_IN_INTERRUPT 1

/* head.thread: the owner's thread id, 0: none, OWNER_CHANGED; head.looks: the low three bits of mutex.owner. */
struct audit_record {
	struct record_head head;
	__u32 late_ns;
	__u32 how; /* SAMPLED_* */
};

/* include/uapi/linux/bpf.h, Linux 6.7 */
#define RTNLAB_TIMER_CPU_PIN (1ULL << 1)
#define CLOCK_MONOTONIC 1

struct schedule {
	struct bpf_timer timer;
	__u64 due_ns; /* 0: the sample has been taken */
	__u64 armed;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1); /* CPUs; set anew before loading */
	__type(key, __u32);
	__type(value, struct schedule);
} schedules SEC(".maps");

static __always_inline unsigned long word_of(__u64 address)
{
	struct mutex *mutex = (struct mutex *)address;
	return BPF_CORE_READ(mutex, owner.counter);
}

static __always_inline void sample(__u64 due_ns, __u32 how)
{
	unsigned long before = word_of(settings.mutex);
	__u64 now = bpf_ktime_get_ns();
	unsigned long word = word_of(settings.mutex);
	struct task_struct *owner = (struct task_struct *)(word & ~MUTEX_FLAGS);
	__u32 tid = owner ? BPF_CORE_READ(owner, pid) : 0;

	struct audit_record *record = room_for(sizeof(*record), now);
	if (!record)
		return;
	record->head = (struct record_head){.time_ns = now, .kind = RECORD_AUDIT, .looks = word & MUTEX_FLAGS};
	record->head.thread = (before ^ word) & ~MUTEX_FLAGS ? OWNER_CHANGED : tid;
	record->late_ns = now - due_ns;
	record->how = how;
	bpf_ringbuf_submit(record, BPF_RB_NO_WAKEUP);
}

/* clang 14 has no __builtin_clz for BPF. */
static __always_inline __u32 first_bit(__u32 u)
{
	__u32 place = 0;

	for (__u32 half = 16; half; half >>= 1) {
		if (u >> half) {
			u >>= half;
			place += half;
		}
	}
	return place;
}

/*
 * -ln(u) * mean_gap_ns for a random u in (0, 1], in fixed point: log2(u) is the place of its first bit, and of what
 * follows f about f + 0.344 f (1 - f), right within 0.01.
 */
static __always_inline __u64 random_gap(void)
{
	__u32 u = bpf_get_prandom_u32() | 1;
	__u32 place = first_bit(u);
	__u64 f = ((__u64)u << (32 - place) & 0xffffffff) >> 16;
	__u64 log2 = ((__u64)place << 16) + f + ((f * (65536 - f) >> 16) * 22544 >> 16);
	__u64 minus_log2 = (32ULL << 16) - log2;
	return (settings.mean_gap_ns * minus_log2 >> 16) * 45426 >> 16; /* ln 2 = 45426 / 65536 */
}

static __always_inline void arm(struct schedule *schedule)
{
	__u64 gap = random_gap();
	schedule->due_ns = bpf_ktime_get_ns() + gap;
	if (bpf_timer_start(&schedule->timer, gap, RTNLAB_TIMER_CPU_PIN))
		bpf_timer_start(&schedule->timer, gap, 0);
}

static int timer_due(void *map, __u32 *cpu, struct schedule *schedule)
{
	__u64 due_ns = __sync_lock_test_and_set(&schedule->due_ns, 0);
	if (due_ns)
		sample(due_ns, 0);
	arm(schedule);
	return 0;
}

static __always_inline void start(struct schedule *schedule)
{
	if (__sync_lock_test_and_set(&schedule->armed, 1))
		return;
	bpf_timer_init(&schedule->timer, &schedules, CLOCK_MONOTONIC);
	bpf_timer_set_callback(&schedule->timer, timer_due);
	arm(schedule);
}

SEC("?tp_btf/local_timer_entry")
int BPF_PROG(timer_interrupt, int vector)
{
	__u32 cpu = bpf_get_smp_processor_id();
	struct schedule *schedule = bpf_map_lookup_elem(&schedules, &cpu);
	if (!schedule)
		return 0;
	if (!schedule->armed) {
		start(schedule);
		return 0;
	}
	if (!schedule->due_ns || bpf_ktime_get_ns() < schedule->due_ns)
		return 0;
	__u64 due_ns = __sync_lock_test_and_set(&schedule->due_ns, 0);
	if (due_ns)
		sample(due_ns, SAMPLED_IN_INTERRUPT);
	return 0;
}

/* Where the interrupt has no tracepoint: starts each CPU's timer, from a context in which nothing is woken. */
SEC("?tp_btf/softirq_entry")
int BPF_PROG(softirq, unsigned int vector)
{
	__u32 cpu = bpf_get_smp_processor_id();
	struct schedule *schedule = bpf_map_lookup_elem(&schedules, &cpu);
	if (schedule && !schedule->armed)
		start(schedule);
	return 0;
}
