// SPDX-License-Identifier: Apache-2.0
/**
 * What processes ask the kernel's network configuration for, as seen at their system calls. Pure.
 */
@NullMarked
package io.rtnlab.probes.request;

import org.jspecify.annotations.NullMarked;
