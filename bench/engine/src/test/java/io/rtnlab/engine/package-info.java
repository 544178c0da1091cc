// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.rtnlab.engine;

import org.jspecify.annotations.NullMarked;
