/**
 * One job on many kernels: which boots in which order, how each is run, what became of it, and the
 * table side by side.
 */
@NullMarked
package io.rtnlab.lab.matrix;

import org.jspecify.annotations.NullMarked;
