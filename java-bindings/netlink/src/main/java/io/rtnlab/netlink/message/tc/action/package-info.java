// SPDX-License-Identifier: Apache-2.0
/**
 * What filters do with packets. One class for each kind of action ({@code TCA_ACT_KIND}), with its
 * attributes under the kernel's names. They stand within filters, or by themselves in tables of
 * their own.
 */
@NullMarked
package io.rtnlab.netlink.message.tc.action;

import org.jspecify.annotations.NullMarked;
