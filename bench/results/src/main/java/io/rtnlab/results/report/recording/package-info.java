// SPDX-License-Identifier: Apache-2.0
/** Reports of recordings from other hosts, in sections. */
@NullMarked
package io.rtnlab.results.report.recording;

import org.jspecify.annotations.NullMarked;
