// SPDX-License-Identifier: Apache-2.0
/**
 * What all tasks of a machine do at one moment: who owns a mutex, who sleeps for a lock, and the
 * chain of owners behind it. Pure: nothing here enters the kernel.
 */
@NullMarked
package io.rtnlab.probes.task;

import org.jspecify.annotations.NullMarked;
