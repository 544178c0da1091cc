// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * One look at all tasks, with nothing attached: who owns a mutex, who sleeps for a lock and for which one, and who
 * owns that one. A second program copies the first instructions of kernel functions, which name the mutex.
 *
 * Both are task iterators (kernel/bpf/task_iter.c): they run when user space reads their file, which then holds the
 * records of task_record.h. Other tasks change while they are read, so one look proves nothing; compare two.
 */
#include "task.h"

/* Loaded where asked for alone; a loader (loader.c) is newer than what they need. */
#ifdef LOADER
#define ASKED "syscall"
#else
#define ASKED "?syscall"
#endif

char LICENSE[] SEC("license") = "Dual BSD/GPL";

/* User space writes them between two looks. */
struct {
	__u64 mutex;
	__u64 functions[FUNCTIONS];
	__u64 listed; /* entries of detailed[] */
	__u64 detailed[DETAILED]; /* thread ids that are recorded whether they sleep for a lock or not */
} settings SEC(".data.settings") = {};

/* What the program "glance" saw last. */
struct {
	__u64 word; /* mutex.owner with its flags */
	__u64 owner; /* thread id, 0 for none */
} glanced SEC(".data.glanced") = {};

/*
 * Kernel symbols that user space asks for: the address of a name, the name of an address. Longer names are cut.
 */
struct {
	__u64 address;
	char name[SYMBOL_NAME];
} symbols[SYMBOLS] SEC(".data.symbols") = {};

/* One thread of user space reads one iterator at a time, so one of each is enough. */
struct look_record look;
struct task_record record;
struct code_record code;

SEC("iter/task")
int text(struct bpf_iter__task *ctx)
{
	if (ctx->meta->seq_num)
		return 0;
	for (int i = 0; i < FUNCTIONS; i++) {
		__u64 address = settings.functions[i];
		if (!address || bpf_probe_read_kernel(code.bytes, sizeof(code.bytes), (void *)address))
			continue;
		code.head = (struct head){.kind = RECORD_CODE, .bytes = sizeof(code)};
		code.address = address;
		bpf_seq_write(ctx->meta->seq, &code, sizeof(code));
	}
	return 0;
}

/* The first thread of the wait list, 0 for none; look.queue gets the others where the list can be walked. */
static __always_inline void read_queue(struct mutex *mutex)
{
	struct mutex___list *list = (struct mutex___list *)mutex;
	struct mutex_waiter *waiter = NULL;

	look.queued = 0;
	look.first = 0;
	if (bpf_core_field_exists(((struct mutex___first *)mutex)->first_waiter)) { /* Linux 7.2 */
		struct mutex_waiter *first = BPF_CORE_READ((struct mutex___first *)mutex, first_waiter);
		if (first)
			look.first = BPF_CORE_READ(first, task, pid);
		return;
	}
	struct list_head *end = (struct list_head *)((char *)mutex + bpf_core_field_offset(list->wait_list));
	struct list_head *entry = BPF_CORE_READ(list, wait_list.next);

	for (int i = 0; i < QUEUE && entry && entry != end; i++) {
		waiter = (struct mutex_waiter *)((char *)entry - bpf_core_field_offset(waiter->list));
		look.queue[i] = BPF_CORE_READ(waiter, task, pid);
		look.queued = i + 1;
		entry = BPF_CORE_READ(entry, next);
	}
	look.first = look.queued ? look.queue[0] : 0;
}

static __always_inline void write_look(struct seq_file *out, int end)
{
	struct mutex *mutex = (struct mutex *)settings.mutex;
	struct task_struct *owner = NULL;
	unsigned long word = 0;
	__u64 now = 0;

	look.steady = mutex && steady_owner(settings.mutex, &owner, &word, &now);
	look.head = (struct head){.kind = end ? RECORD_LOOK_END : RECORD_LOOK_BEGIN, .bytes = sizeof(look)};
	look.time_ns = bpf_ktime_get_ns();
	look.word = word;
	look.owner = owner ? BPF_CORE_READ(owner, pid) : 0;
	look.owner_process = owner ? BPF_CORE_READ(owner, tgid) : 0;
	look.queued = 0;
	look.first = 0;
	look.knows = (knows_blocked_on() ? KNOWS_MUTEXES : 0) | (knows_blocker() ? KNOWS_BLOCKERS : 0) |
		     (knows_run_queue() ? KNOWS_SLEEP : 0);
	if (mutex)
		read_queue(mutex);
	bpf_seq_write(out, &look, sizeof(look));
}

/* At least so long has a task that sleeps not run; 0 where that cannot be known. */
static __always_inline __u64 asleep_ns(struct task_struct *task)
{
	struct task_struct___look *sleeper = (struct task_struct___look *)task;
	struct rq *there = run_queue(task);

	/*
	 * exec_start counts a CPU's clock without the time of interrupts and of a hypervisor. Where the clocks are
	 * updated between both reads the difference is too large, and the sleep too short: a bound still.
	 */
	__u64 without = BPF_CORE_READ(there, clock_task);
	__u64 clock = BPF_CORE_READ(there, clock);
	__u64 ran = BPF_CORE_READ(sleeper, se.exec_start);
	__u64 since = ran + (clock - without);
	/* That of the last tick at the latest. */
	__u64 now = BPF_CORE_READ(run_queue((struct task_struct *)bpf_get_current_task()), clock);
	/* A wake-up may give it another run queue, and some kernels then clear exec_start. */
	return ran && now > since && !is_waking(task) && run_queue(task) == there ? now - since : 0;
}

static __always_inline void read_cgroup(struct task_struct *task)
{
	struct kernfs_node *node = cgroup_of(task);

	record.cgroup = BPF_CORE_READ(node, id);
	read_names(node, record.names);
}

static __always_inline int detailed(__s32 thread)
{
	for (int i = 0; i < DETAILED; i++)
		if (i < settings.listed && settings.detailed[i] == thread)
			return 1;
	return 0;
}

/* Of kernels whose tasks do not say what they sleep for: the wait list does. */
static __always_inline int queued(__s32 thread)
{
	for (int i = 0; i < QUEUE; i++)
		if (i < look.queued && look.queue[i] == thread)
			return 1;
	return 0;
}

static __always_inline void write_task(struct seq_file *out, struct task_struct *task)
{
	struct task_struct___look *members = (struct task_struct___look *)task;
	__s32 thread = BPF_CORE_READ(task, pid);
	struct wanted_lock wanted = wanted_lock(task);

	if (!wanted.address && look.queued && !knows_blocked_on() && queued(thread))
		wanted = (struct wanted_lock){.address = settings.mutex, .kind = LOCK_MUTEX};
	if (!wanted.address && thread != look.owner && !detailed(thread))
		return;

	struct task_struct *owner = lock_owner(wanted);
	record.head = (struct head){.kind = RECORD_TASK, .bytes = sizeof(record)};
	record.thread = thread;
	record.process = BPF_CORE_READ(task, tgid);
	record.lock = wanted.address;
	record.lock_kind = wanted.kind;
	record.owner = owner ? BPF_CORE_READ(owner, pid) : 0;
	record.state = task_state(task);
	record.on_cpu = BPF_CORE_READ_BITFIELD_PROBED(members, on_cpu); /* whatever its size */
	record.switches = BPF_CORE_READ(members, nvcsw) + BPF_CORE_READ(members, nivcsw);
	record.asleep_ns = !is_waking(task) && !record.on_cpu && knows_run_queue() ? asleep_ns(task) : 0;
	record.network = BPF_CORE_READ(task, nsproxy, net_ns, ns.inum);
	bpf_probe_read_kernel_str(record.comm, sizeof(record.comm), task->comm);
	struct net_device *device = device_of(wanted);
	record.device[0] = 0;
	if (device)
		bpf_probe_read_kernel_str(record.device, sizeof(record.device), __builtin_preserve_access_index(&device->name));
	read_cgroup(task);
	long bytes = bpf_get_task_stack(task, record.stack, sizeof(record.stack), 0);
	record.frames = bytes > 0 ? bytes / sizeof(record.stack[0]) : 0;
	bpf_seq_write(out, &record, sizeof(record));
}

/* The owner alone, at the cost of a system call, whatever the number of tasks (Linux 5.14: BPF_PROG_TYPE_SYSCALL). */
SEC(ASKED)
int glance(void *ctx)
{
	unsigned long word = owner_word(settings.mutex);
	struct task_struct *owner = owner_task(word);

	glanced.word = word;
	glanced.owner = owner ? BPF_CORE_READ(owner, pid) : 0;
	return 0;
}

/* Answers symbols[] without a reading of /proc/kallsyms (Linux 5.16: bpf_kallsyms_lookup_name). */
SEC(ASKED)
int answer(void *ctx)
{
	static const char function[] = "%ps";

	for (int i = 0; i < SYMBOLS; i++) {
		__u64 address = symbols[i].address;

		if (address)
			bpf_snprintf(symbols[i].name, SYMBOL_NAME, function, &address, sizeof(address));
		else if (symbols[i].name[0] && !bpf_kallsyms_lookup_name(symbols[i].name, SYMBOL_NAME, 0, &address))
			symbols[i].address = address;
	}
	return 0;
}

SEC("iter/task")
int tasks(struct bpf_iter__task *ctx)
{
	struct seq_file *out = ctx->meta->seq;
	struct task_struct *task = ctx->task;

	if (!task) {
		write_look(out, 1);
		return 0;
	}
	if (!ctx->meta->seq_num)
		write_look(out, 0);
	write_task(out, task);
	return 0;
}
