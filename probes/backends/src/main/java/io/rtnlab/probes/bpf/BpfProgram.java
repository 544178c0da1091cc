// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

/**
 * A loaded program.
 *
 * @param descriptor its file descriptor, owned by the object it came from
 */
record BpfProgram(String name, int descriptor) {}
