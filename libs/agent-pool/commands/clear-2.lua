--[[
  Empties the pool and marks it not built.

  KEYS[1] built
  KEYS[2] agents

  ARGV[1] prefix

  Result: 0 | -9 a newer owner has built it
]]
if isOfNewerOwner() then return NOT_OWNER end
wipe()
return 0
