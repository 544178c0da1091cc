// SPDX-License-Identifier: Apache-2.0
/**
 * What this library reads of the kernel's objects beside what {@code ip}, {@code tc} and {@code
 * bridge} read of them, field by field. A kind of object that the kernel lacks is left out by name;
 * the profile {@code guest} runs this package on another kernel.
 */
@NullMarked
package io.rtnlab.bridge.ffm.iproute;

import org.jspecify.annotations.NullMarked;
