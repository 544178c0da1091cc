// SPDX-License-Identifier: Apache-2.0
/**
 * One self-contained HTML page for a run: inline SVG, no script, nothing fetched from elsewhere.
 */
@NullMarked
package io.rtnlab.results.page;

import org.jspecify.annotations.NullMarked;
