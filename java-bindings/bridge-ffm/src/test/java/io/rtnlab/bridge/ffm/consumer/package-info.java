// SPDX-License-Identifier: Apache-2.0
/** The library as other projects take it. */
@NullMarked
package io.rtnlab.bridge.ffm.consumer;

import org.jspecify.annotations.NullMarked;
