@NullMarked
package io.rtnlab.engine;

import org.jspecify.annotations.NullMarked;
