// SPDX-License-Identifier: Apache-2.0
/** What a figure was measured on: enough to distinguish two results, or to distrust one. */
@NullMarked
package io.rtnlab.lab.fingerprint;

import org.jspecify.annotations.NullMarked;
