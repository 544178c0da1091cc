// SPDX-License-Identifier: Apache-2.0
/**
 * Results as documents: what a run or a recording gave, as files that can be read again. {@link
 * io.rtnlab.results.RunFolder} is a run on disk, {@link io.rtnlab.results.RunDocument} its {@code
 * run.json}. Nothing in this module needs a kernel, a probe or a network bridge: every report can
 * be made again on another machine from the folder alone.
 */
@NullMarked
package io.rtnlab.results;

import org.jspecify.annotations.NullMarked;
