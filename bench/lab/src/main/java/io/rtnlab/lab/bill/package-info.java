// SPDX-License-Identifier: Apache-2.0
/**
 * What one program's requests cost all other programs, and cheaper ways to ask. {@code BpfRequests}
 * of the probes follows a process's system calls; here they become requests with their holds and
 * the waiting that they caused. The rules for cheaper ways to ask are a list, each with its source;
 * a report of it is made in {@code io.rtnlab.results.bill}.
 */
@NullMarked
package io.rtnlab.lab.bill;

import org.jspecify.annotations.NullMarked;
