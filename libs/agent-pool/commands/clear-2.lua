--[[
  Empties the pool and marks it not built.

  KEYS[1] built
  KEYS[2] agents

  ARGV[1] prefix

  Result: 0
]]
wipe()
return 0
