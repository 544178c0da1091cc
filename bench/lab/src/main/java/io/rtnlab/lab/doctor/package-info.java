// SPDX-License-Identifier: Apache-2.0
/** What this kernel and this account can measure, found out by trying. */
@NullMarked
package io.rtnlab.lab.doctor;

import org.jspecify.annotations.NullMarked;
