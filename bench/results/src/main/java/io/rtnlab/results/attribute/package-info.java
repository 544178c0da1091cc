// SPDX-License-Identifier: Apache-2.0
/**
 * Attribution of recordings: lock events that perf or trace-cmd recorded, on this host or another,
 * go through the same attribution as the events of a run and become a {@link
 * io.rtnlab.results.RecordingDocument}.
 */
@NullMarked
package io.rtnlab.results.attribute;

import org.jspecify.annotations.NullMarked;
