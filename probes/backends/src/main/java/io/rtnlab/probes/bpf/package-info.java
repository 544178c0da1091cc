// SPDX-License-Identifier: Apache-2.0
/**
 * Watching the mutex with BPF programs ({@code native/bpf}): they read {@code mutex.owner} and
 * therefore name who holds it, on a locked-down kernel too. Loaded by libbpf, read by mmap.
 */
@NullMarked
package io.rtnlab.probes.bpf;

import org.jspecify.annotations.NullMarked;
