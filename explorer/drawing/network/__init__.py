"""The network as a picture: scene, camera, links, names, emphasis, picking, without Qt."""
