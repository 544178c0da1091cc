// SPDX-License-Identifier: Apache-2.0
/**
 * Inputs that are damaged on purpose. Each test runs a few of each format; the number comes from
 * {@code -Drtnlab.mutants=N}, the seed from {@code -Drtnlab.mutants.seed=N}.
 */
@NullMarked
package io.rtnlab.probes.mutants;

import org.jspecify.annotations.NullMarked;
