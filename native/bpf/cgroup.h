/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* In which cgroup of the second version a task is. */
#ifndef RTNLAB_CGROUP_H
#define RTNLAB_CGROUP_H

#include "kernel.h"

#define CGROUP_DEPTH 8
#define CGROUP_NAME 96

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

struct kernfs_node {
	struct kernfs_node *parent;
	const char *name;
	__u64 id;
};

struct kernfs_node___rcu { /* since Linux 6.15 */
	struct kernfs_node *__parent;
};

struct cgroup {
	struct kernfs_node *kn;
};

struct css_set {
	struct cgroup *dfl_cgrp;
};

struct task_struct___cgroup {
	struct css_set *cgroups;
};

#pragma clang attribute pop

static __always_inline struct kernfs_node *parent_of(struct kernfs_node *node)
{
	struct kernfs_node___rcu *since = (struct kernfs_node___rcu *)node;
	return bpf_core_field_exists(since->__parent) ? BPF_CORE_READ(since, __parent) : BPF_CORE_READ(node, parent);
}

static __always_inline struct kernfs_node *cgroup_of(struct task_struct *task)
{
	struct task_struct___cgroup *members = (struct task_struct___cgroup *)task;
	return BPF_CORE_READ(members, cgroups, dfl_cgrp, kn);
}

/* The names on the way up to the root, innermost first, empty ones behind the last. */
static __always_inline void read_names(struct kernfs_node *innermost, char names[CGROUP_DEPTH][CGROUP_NAME])
{
	struct kernfs_node *node = innermost;

	for (int i = 0; i < CGROUP_DEPTH; i++) {
		names[i][0] = 0;
		if (!node)
			continue;
		bpf_probe_read_kernel_str(names[i], CGROUP_NAME, BPF_CORE_READ(node, name));
		node = parent_of(node);
	}
}

#endif
