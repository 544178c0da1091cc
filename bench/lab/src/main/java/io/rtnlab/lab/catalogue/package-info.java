// SPDX-License-Identifier: Apache-2.0
/**
 * The list of operations, as {@code rtnlab operations} and the page in docs/ show it. It joins what
 * each workload says of itself with what this kernel and this account allow. The page is the same
 * for every kernel, so a test can hold it to the catalogue.
 */
@NullMarked
package io.rtnlab.lab.catalogue;

import org.jspecify.annotations.NullMarked;
