"""Stack: layers one after the other, what each sees of the picture, and what all of them cost."""

from poolviz.scenes.stack.scene import Stack

SCENE = Stack()
