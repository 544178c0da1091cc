/** A run on disk: one folder, from which every report can be made again. */
@NullMarked
package io.rtnlab.lab.results;

import org.jspecify.annotations.NullMarked;
