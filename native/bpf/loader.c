// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * Writes what "bpftool gen skeleton -L" puts into a header as a file for io.rtnlab.probes.bpf.LightObject: a program
 * that loads the others inside the kernel, which has its own types at hand (Linux 5.17). libbpf reads them from
 * /sys/kernel/btf/vmlinux, which takes ten times as long.
 *
 *   map NAME | program NAME       in the order of their descriptors
 *   data BYTES
 *   instructions BYTES
 *   (an empty line, then both)
 *
 * The version of the kernel that made it, which libbpf noted, becomes 0: user space sets that of the running one.
 */
#include <errno.h>
#include <linux/version.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <bpf/skel_internal.h>

static unsigned int running_version(void)
{
	unsigned int major = 0, minor = 0, patch = 0;
	struct utsname name;

	uname(&name);
	sscanf(name.release, "%u.%u.%u", &major, &minor, &patch);
	return KERNEL_VERSION(major, minor, patch > 255 ? 255 : patch);
}

static int write_loader(const struct bpf_load_and_run_opts *opts)
{
	unsigned int version = running_version();
	char *data = malloc(opts->data_sz);
	int found = 0;

	memcpy(data, opts->data, opts->data_sz);
	for (size_t at = 0; at + sizeof(version) <= opts->data_sz; at += sizeof(version))
		if (!memcmp(data + at, &version, sizeof(version)) && ++found)
			memset(data + at, 0, sizeof(version));
	if (found != 1) {
		fprintf(stderr, "loader.c: %d numbers look like this kernel's version, not 1\n", found);
		exit(1);
	}
	printf("data %u\ninstructions %u\n\n", opts->data_sz, opts->insns_sz);
	fwrite(data, 1, opts->data_sz, stdout);
	fwrite(opts->insns, 1, opts->insns_sz, stdout);
	return -ECANCELED;
}
#define bpf_load_and_run write_loader

#include SKELETON

int main(void)
{
	tasks__load(tasks__open());
	return ferror(stdout) || fflush(stdout);
}
