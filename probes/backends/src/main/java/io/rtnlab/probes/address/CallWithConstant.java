// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.address;

/**
 * A call, or a jump that ends a function, whose first argument is a constant.
 *
 * @param argument the constant
 * @param target address of the function that is called
 */
record CallWithConstant(long argument, long target) {}
