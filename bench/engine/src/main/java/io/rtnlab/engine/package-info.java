/** Fires operations at whatever they are operations on, and records how long each took. */
@NullMarked
package io.rtnlab.engine;

import org.jspecify.annotations.NullMarked;
